using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.World;

/// <summary>Draws the people who come.</summary>
public sealed class People(WorldOptions options, HarbinWeather weather, Random random)
{
    /// <summary>Core temperature over the day: Harding 2019, smallest in the early morning, largest about 19 h.</summary>
    private const double CoreMeanC = 36.65;
    private const double CoreDeviationC = 0.20;
    private const double CircadianC = 0.25;
    private const double WarmestHour = 19;
    private const double FeverFromC = 37.5;
    private const double FeverScaleC = 0.45;
    private const double HottestC = 41;

    /// <summary>Forehead thermometers read so much less than core (mean 36.25, deviation 0.31 over all: as Chen 2020).</summary>
    private const double ReadingOffsetC = -0.4;
    private const double ReadingDeviationC = 0.15;
    private const double MinutesFromTheCold = 0.5;
    private const double LeastMinutesInside = 10;
    private const double MeanFurtherMinutesInside = 10;

    public Person Next(DateTimeOffset time)
    {
        var core = CoreC(time);
        var minutes = random.Happens(options.FromTheColdShare)
            ? MinutesFromTheCold
            : LeastMinutesInside + random.Exponential(MeanFurtherMinutesInside);
        var reading = core + ReadingOffsetC + random.Normal(ReadingDeviationC) - RewarmingDeficitC(minutes, weather.OutdoorC(time));
        var outward = random.Happens(options.OutwardShare);
        return new Person(core, reading, outward ? PassageDirection.Outward : PassageDirection.Inward);
    }

    /// <summary>
    /// How much too cold a forehead still reads, minutes after coming in: fit to five points of Dzien 2020 (20.5 °C indoors),
    /// its size taken as proportional to the cold outside.
    /// </summary>
    public static double RewarmingDeficitC(double minutes, double outdoorC)
    {
        var atFirst = 0.1475 * Math.Max(0, 20.5 - outdoorC);
        return atFirst * ((0.54 * Math.Exp(-minutes / 0.7)) + (0.46 * Math.Exp(-minutes / 4.4)));
    }

    private double CoreC(DateTimeOffset time)
    {
        if (random.Happens(options.FeverShare))
            return Math.Min(HottestC, FeverFromC + random.GammaTwo(FeverScaleC));
        var hour = HarbinWeather.LocalHour(time);
        return CoreMeanC + random.Normal(CoreDeviationC) + (CircadianC * Math.Cos(2 * Math.PI * (hour - WarmestHour) / 24));
    }
}
