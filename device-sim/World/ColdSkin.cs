namespace Checkpoint.DeviceSim.World;

/// <summary>
/// How much too cold a forehead still reads after somebody has come in from the cold. Fitted to the five points of Dzien 2020
/// (0, 1, 3, 5 and 60 minutes at 20.5 °C, n = 92), means and spread; in between it interpolates, and that the size follows
/// the cold outside in proportion is an assumption from that one climate.
/// </summary>
public static class ColdSkin
{
    /// <summary>The room in which it was measured, °C.</summary>
    public const double RoomC = 20.5;

    private const double DeficitPerDegree = 0.1475;

    /// <summary>
    /// Beyond it the spread would have somebody grow colder indoors for a while; it holds back seven people in a thousand.
    /// </summary>
    private const double MostHazard = 5;

    /// <summary>Mean over people, minutes after coming in; 0 when it is no colder outside.</summary>
    public static double MeanDeficitC(double minutes, double outdoorC)
    {
        var atFirst = DeficitPerDegree * Math.Max(0, RoomC - outdoorC);
        return atFirst * ((0.54 * Math.Exp(-minutes / 0.7)) + (0.46 * Math.Exp(-minutes / 4.4)));
    }

    /// <summary>
    /// One person's: over people a Weibull distribution with the mean above, which is never negative and whose spread grows
    /// beside its mean. Some are warm again within a minute, some not after five: the deviations measured were 1.45, 1.49,
    /// 1.10, 0.79 and 0.24 °C, the last of which people differ by without any cold; this gives 1.46, 1.49, 1.14, 0.75, 0.24.
    /// </summary>
    /// <param name="rank">Share of people whose skin stands the cold better, 0 to below 1: a person's own, and stays so.</param>
    public static double DeficitC(double minutes, double outdoorC, double rank)
    {
        var shape = 0.70 + (1.85 * Math.Exp(-minutes / 0.7));
        var hazard = Math.Min(-Math.Log(1 - rank), MostHazard);
        return MeanDeficitC(minutes, outdoorC) * Math.Pow(hazard, 1 / shape) / Gamma(1 + (1 / shape));
    }

    /// <summary>Γ(x) for x from 1 on: Stirling's series, eight steps up where it is good to 10 digits.</summary>
    private static double Gamma(double x)
    {
        var steps = 1.0;
        for (var up = 0; up < 8; up++)
            steps *= x++;
        var series = (x - 0.5) * Math.Log(x) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
        return Math.Exp(series) / steps;
    }
}
