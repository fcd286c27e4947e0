namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>How many fevers gates find when nothing is going round. Without a source: assumptions.</summary>
public sealed record FeverRates
{
    /// <summary>Of those screened, on average over a year: the middle of 0.1 to 0.5 %.</summary>
    public double Share { get; init; } = 0.003;

    /// <summary>By how much of itself that share swings over the year, to 0.1 and 0.5 %.</summary>
    public double SeasonalSwing { get; init; } = 2.0 / 3;

    /// <summary>Traffic of a gate, from day to day; coefficient of variation.</summary>
    public double TrafficSpread { get; init; } = 0.05;

    /// <summary>
    /// By how much the share differs from one day to the next beyond what chance makes of it: weather, a party, a cold that a
    /// household shares. Coefficients of variation, of all the district at once, of each community and of each gate.
    /// </summary>
    public double DistrictSpread { get; init; } = 0.1;

    public double CommunitySpread { get; init; } = 0.15;

    public double GateSpread { get; init; } = 0.15;

    /// <summary>How often a gate falls silent, a day; it stays so for one to three.</summary>
    public double SilentShare { get; init; } = 0.005;

    /// <summary>Days of which a gate misses a part, 10 to 60 %.</summary>
    public double PartialShare { get; init; } = 0.02;

    /// <summary>All the spreads times this.</summary>
    public FeverRates Spread(double factor) => this with
    {
        DistrictSpread = factor * DistrictSpread, CommunitySpread = factor * CommunitySpread, GateSpread = factor * GateSpread,
    };
}
