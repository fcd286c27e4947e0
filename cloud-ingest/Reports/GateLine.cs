using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>A gate's day at one place. A gate that moved within the area has a line for each place.</summary>
/// <param name="Name">Null for a gate that the registry does not have.</param>
/// <param name="Counts">Null when nothing came, or nothing that is counted: neither is zero.</param>
/// <param name="ExpectedSeconds">For which the registry had the gate here, and nobody had closed it.</param>
/// <param name="StoodHere">The part of the day in which it stood here; null for all of it.</param>
public sealed record GateLine(
    string Gate,
    LocalName? Name,
    string Community,
    GateReportState State,
    ReportCounts? Counts,
    long ExpectedSeconds,
    long InServiceSeconds,
    IReadOnlyList<HourSpan> SilentHours,
    IReadOnlyList<HourSpan> OutOfServiceHours,
    SilentSince? SilentSince,
    IReadOnlyList<ClosureNote> Closures,
    HourSpan? StoodHere)
{
    /// <summary>Hours that are not among its counts, because what it measured in them can't be relied on.</summary>
    public IReadOnlyList<HourSpan> ExcludedHours { get; init; } = [];
}
