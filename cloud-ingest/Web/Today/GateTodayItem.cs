using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>A gate and its day.</summary>
/// <param name="Since">Of silence or closure; null otherwise, and for silence of which the beginning is not known.</param>
/// <param name="ClosedFor">The reason that the operator gave; null when it is not closed.</param>
/// <param name="LastSeen">Null: not since the service was started.</param>
/// <param name="Health">What it last said of itself; null: nothing since the service was started.</param>
/// <param name="Hours">Persons by hour from midnight, for as many hours as the day has; null for an hour of which nothing has come, or nothing that counts.</param>
/// <param name="FeverHours">Fevers of those.</param>
/// <param name="ExcludedHours">Whether that hour is excluded: what was measured in it can't be relied on.</param>
/// <param name="Counts">Null when nothing has come of the day; without excluded hours.</param>
public sealed record GateTodayItem(
    string Gate,
    LocalName Name,
    GateKind Kind,
    string District,
    string Street,
    string Community,
    Presence Presence,
    DateTimeOffset? Since,
    string? ClosedFor,
    DateTimeOffset? LastSeen,
    string? Software,
    GateHealthItem? Health,
    ReportCounts? Counts,
    IReadOnlyList<long?> Hours,
    IReadOnlyList<long?> FeverHours,
    IReadOnlyList<bool> ExcludedHours);

/// <summary>Gates of an area, as known at one moment.</summary>
public sealed record GatesTodayAnswer(string TimeZone, DateTimeOffset Start, DateTimeOffset KnownAt, IReadOnlyList<GateTodayItem> Items);
