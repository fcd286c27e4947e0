using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>A warning as lists show it.</summary>
/// <param name="Day">The first that alarmed.</param>
/// <param name="LastAlarmDay">The latest that alarmed, by what is now known.</param>
/// <param name="AlarmDays">How many did.</param>
/// <param name="Latest">What was found on the latest of them.</param>
public sealed record WarningItem(
    long Id,
    WarningAreaItem Area,
    WarningState State,
    DateOnly Day,
    DateOnly LastAlarmDay,
    int AlarmDays,
    DateTimeOffset OpenedAt,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    string? ClosedBy,
    DateTimeOffset? ClosedAt,
    Conclusion? Conclusion,
    EvaluationItem Latest)
{
    public static WarningItem Of(Warning warning, double alpha) => new(
        warning.Id,
        WarningAreaItem.Of(warning.Area),
        warning.State,
        warning.Day,
        warning.Last.Day,
        warning.AlarmDays,
        warning.OpenedAt,
        warning.AcknowledgedBy,
        warning.AcknowledgedAt,
        warning.ClosedBy,
        warning.ClosedAt,
        warning.Conclusion,
        EvaluationItem.Of(warning.Last, alpha));
}

/// <param name="Next">Give this as `cursor` for earlier ones; null at the end.</param>
public sealed record WarningPage(IReadOnlyList<WarningItem> Items, string? Next);
