namespace Checkpoint.Gateway.Screenings;

/// <summary>How cold skin hides a fever from any thermometer that looks at it.</summary>
public static class Rewarming
{
    /// <summary>Indoors at this temperature the measurements were taken, and so outdoors it takes nothing away, °C.</summary>
    private const double IndoorC = 20.5;

    /// <summary>
    /// How much too cold a forehead still reads, °C, so long after its bearer came in from <paramref name="outdoorC"/>:
    /// a fit to five points of Dzien 2020 (n = 92, about 0 °C outside, up to an hour inside). That its size is proportional
    /// to the cold is an assumption from that one climate.
    /// </summary>
    public static double DeficitC(TimeSpan indoors, double outdoorC)
    {
        var minutes = Math.Max(0, indoors.TotalMinutes);
        var atFirst = 0.1475 * Math.Max(0, IndoorC - outdoorC);
        return atFirst * ((0.54 * Math.Exp(-minutes / 0.7)) + (0.46 * Math.Exp(-minutes / 4.4)));
    }
}
