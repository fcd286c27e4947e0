namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>One gate of a simulated world.</summary>
public sealed record GatePlan
{
    /// <summary>From 0; its seeds follow from it, so that it stays the same when another is left out.</summary>
    public required int Number { get; init; }

    public required double PeoplePerHour { get; init; }

    /// <summary>By which the board's crystal is fast, parts per billion; boards are specified for ±50,000.</summary>
    public required long ClockRate { get; init; }

    /// <summary>From the start of a boot until a time server has set its clock; null: none ever does.</summary>
    public required TimeSpan? SynchronisedAfter { get; init; }

    /// <summary>What the wall clock is wrong by after a boot, before anything sets it.</summary>
    public required TimeSpan WallError { get; init; }

    /// <summary>Longest way to the broker and back.</summary>
    public required TimeSpan RoundTrip { get; init; }
}
