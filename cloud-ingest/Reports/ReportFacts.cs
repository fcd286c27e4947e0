using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>All that a report is made of, as it was known at one moment.</summary>
/// <param name="Hours">Without the excluded ones: of all gates of the area, for the report's day and the <see cref="DaysBefore"/> before it.</param>
/// <param name="ServiceSeconds">
/// By gate and start of the hour, wherever the gate stood: a summary is filed where the gate stands when it closes the hour,
/// which may be the next place.
/// </param>
/// <param name="Waiting">Gates that speak and are not registered; nobody knows where they stand.</param>
public sealed record ReportFacts(
    GateRegistry Registry,
    IReadOnlyList<PlacedHour> Hours,
    IReadOnlyDictionary<(string Gate, long StartSeconds), long> ServiceSeconds,
    IReadOnlyList<WaitingGate> Waiting,
    DateTimeOffset KnownAt)
{
    /// <summary>Reaches the same day a week before.</summary>
    public const int DaysBefore = 7;

    /// <summary>Hours that are not counted, though something may have come of them.</summary>
    public ExcludedHours Excluded { get; init; } = ExcludedHours.None;
}
