using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// That an area alarmed, and what became of it. While it is not closed, further alarms of the same area join it, so that an
/// area has at most one that is not closed.
/// </summary>
/// <param name="Day">The first that alarmed.</param>
/// <param name="Last">The latest alarm that stands; the latest of all when none does.</param>
/// <param name="AlarmDays">How many days alarmed, those taken back among them.</param>
/// <param name="Notes">Its history, the earliest first.</param>
public sealed record Warning(
    long Id,
    WarningArea Area,
    WarningState State,
    DateOnly Day,
    WarningAlarm Last,
    int AlarmDays,
    DateTimeOffset OpenedAt,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    string? ClosedBy,
    DateTimeOffset? ClosedAt,
    Conclusion? Conclusion,
    IReadOnlyList<WarningNote> Notes);
