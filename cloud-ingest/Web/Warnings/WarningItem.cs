using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>A warning. What was counted and found is of the last alarm's day.</summary>
/// <param name="Day">The first that alarmed.</param>
/// <param name="LastAlarmDay">The latest that alarmed, by what is now known.</param>
/// <param name="AlarmDays">How many did.</param>
/// <param name="Why">In words, Chinese and English.</param>
/// <param name="Observed">
/// Fevers: of each gate the larger number of those screened and those confirmed.
/// </param>
/// <param name="Expected">Fevers usual among so many; null with too few days before.</param>
/// <param name="Upper">The most fevers that would not be called unlikely; null with `expected`.</param>
/// <param name="Persons">Verdicts normal, fever and manual, whether clinical or indicative; no retries.</param>
/// <param name="WindowDays">Days of the baseline.</param>
/// <param name="BaselineDays">Those of them that are known.</param>
/// <param name="Stands">False when data that came later took the last alarm back.</param>
/// <param name="Notes">Its history, the earliest first.</param>
public record WarningItem(
    long Id,
    WarningAreaItem Area,
    WarningState State,
    DateOnly Day,
    DateOnly LastAlarmDay,
    int AlarmDays,
    DateTimeOffset OpenedAt,
    LocalName Why,
    int? Observed,
    double? Expected,
    int? Upper,
    int? Persons,
    int WindowDays,
    int BaselineDays,
    IReadOnlyList<SignalItem> Signals,
    bool Stands,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    string? ClosedBy,
    DateTimeOffset? ClosedAt,
    Conclusion? Conclusion,
    IReadOnlyList<WarningNote> Notes)
{
    /// <param name="alpha">Of the tests of shares.</param>
    public static WarningItem Of(Warning warning, double alpha)
    {
        var latest = warning.Last.Evaluation;
        return new WarningItem(
            warning.Id,
            WarningAreaItem.Of(warning.Area),
            warning.State,
            warning.Day,
            warning.Last.Day,
            warning.AlarmDays,
            warning.OpenedAt,
            WarningWords.Of(latest, alpha),
            latest.Today.Fevers,
            latest.Expected,
            latest.Upper,
            latest.Today.Persons,
            BetaBinomial.Length,
            latest.BaselineDays,
            [.. latest.Signals.Select(signal => SignalItem.Of(latest, signal, alpha))],
            warning.Last.Stands,
            warning.AcknowledgedBy,
            warning.AcknowledgedAt,
            warning.ClosedBy,
            warning.ClosedAt,
            warning.Conclusion,
            warning.Notes);
    }
}

/// <param name="Next">Give this as `cursor` for earlier ones; null at the end.</param>
public sealed record WarningPage(IReadOnlyList<WarningItem> Items, string? Next);
