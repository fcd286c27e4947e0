using Checkpoint.Contract.Records;

namespace Checkpoint.DeviceSim.World;

/// <summary>Draws the people who come.</summary>
public sealed class People(WorldOptions options, IWeather weather, Random random)
{
    /// <summary>Core temperature over the day: Harding 2019, smallest in the early morning, largest about 19 h.</summary>
    private const double CoreMeanC = 36.65;
    private const double CoreDeviationC = 0.20;
    private const double CircadianC = 0.25;
    private const double WarmestHour = 19;
    private const double FeverScaleC = 0.45;
    private const double HottestC = 41;

    /// <summary>Forehead thermometers read so much less than core (mean 36.25, deviation 0.31 over all: as Chen 2020).</summary>
    private const double ReadingOffsetC = -0.4;
    private const double ReadingDeviationC = 0.15;

    /// <summary>Means of age groups go from 0.94 to 1.43 m/s (Bohannon 2011, 23 111 people); the spread is an assumption.</summary>
    private const double WalkingMean = 1.25;
    private const double WalkingDeviation = 0.2;
    private const double SlowestWalking = 0.5;
    private const double FastestWalking = 2;

    /// <param name="time">When they come to the sensor.</param>
    public Person Next(DateTimeOffset time)
    {
        var core = CoreC(time);
        return new Person
        {
            CoreC = core,
            WarmReadingC = core + ReadingOffsetC + random.Normal(ReadingDeviationC),
            CameInAt = options.HasVestibule ? time - Indoors() : null,
            OutdoorC = weather.OutdoorC(time),
            ColdRank = random.NextDouble(),
            Direction = random.Happens(options.OutwardShare) ? PassageDirection.Outward : PassageDirection.Inward,
            Cover = Cover(),
            WalkingMetresPerSecond = Math.Clamp(WalkingMean + random.Normal(WalkingDeviation), SlowestWalking, FastestWalking),
        };
    }

    private double CoreC(DateTimeOffset time)
    {
        if (random.Happens(options.FeverShare))
            return Math.Min(HottestC, Person.FeverFromC + random.GammaTwo(FeverScaleC));
        var hour = HarbinWeather.LocalHour(time);
        return CoreMeanC + random.Normal(CoreDeviationC) + (CircadianC * Math.Cos(2 * Math.PI * (hour - WarmestHour) / 24));
    }

    private TimeSpan Indoors()
    {
        var straightIn = random.Happens(options.FromTheColdShare);
        return straightIn ? options.StraightIn : options.LeastIndoors + random.Exponential(options.MeanFurtherIndoors);
    }

    private double Cover() => random.Happens(options.CoveredShare)
        ? random.Between(options.LeastCover, options.MostCover)
        : 0;
}
