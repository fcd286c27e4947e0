using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>What came of holding a day against what is usual.</summary>
/// <param name="Reason">Of insufficient data; else null.</param>
/// <param name="Why">In words, Chinese and English.</param>
/// <param name="State">Of the day.</param>
/// <param name="Observed">
/// Fevers: of each gate the larger number of those screened and those confirmed. Null where nothing is known.
/// </param>
/// <param name="Persons">Verdicts normal, fever and manual, whether clinical or indicative; no retries.</param>
/// <param name="Coverage">Of the gates' time, the share in service; 0 to 1.</param>
/// <param name="Expected">Fevers usual among so many; null with too few days before.</param>
/// <param name="Upper">The most fevers that would not be called unlikely; null with `expected`.</param>
/// <param name="WindowDays">Days of the baseline.</param>
/// <param name="BaselineDays">Those of them that are known.</param>
/// <param name="KnownAt">It holds what was known then.</param>
/// <param name="Stands">False when data that came later took an alarm back.</param>
public sealed record EvaluationItem(
    DateOnly Day,
    EvaluationAnswer Answer,
    Insufficiency? Reason,
    LocalName Why,
    AreaDayState State,
    int? Observed,
    int? Persons,
    int? Screened,
    int? Confirmed,
    double Coverage,
    double? Expected,
    int? Upper,
    int WindowDays,
    int BaselineDays,
    IReadOnlyList<SignalItem> Signals,
    DateTimeOffset KnownAt,
    bool Stands)
{
    public static EvaluationItem Of(WarningAlarm alarm, double alpha) => Of(alarm.Evaluation, alarm.KnownAt, alpha) with { Stands = alarm.Stands };

    public static EvaluationItem Of(AreaEvaluation evaluation, DateTimeOffset knownAt, double alpha) => new(
        evaluation.Today.Day,
        evaluation.Answer,
        evaluation.Insufficiency,
        WarningWords.Of(evaluation, alpha),
        evaluation.Today.State,
        evaluation.Today.Fevers,
        evaluation.Today.Persons,
        evaluation.Today.Screened,
        evaluation.Today.Confirmed,
        evaluation.Today.Coverage,
        evaluation.Expected,
        evaluation.Upper,
        BetaBinomial.Length,
        evaluation.BaselineDays,
        [.. evaluation.Signals.Select(signal => SignalItem.Of(evaluation, signal, alpha))],
        knownAt,
        Stands: true);
}
