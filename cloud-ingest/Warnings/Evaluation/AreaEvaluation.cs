using System.Text.Json.Serialization;
using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>What all methods made of one day of a gate or an area.</summary>
/// <param name="Insufficiency">Null unless that is the answer.</param>
/// <param name="Today">The day itself.</param>
/// <param name="Expected">Fevers usual among that day's persons, by the share of fourteen days; null with too few of them.</param>
/// <param name="Upper">The most fevers that would not be called unlikely; null with <paramref name="Expected"/>.</param>
/// <param name="BaselineDays">Of those fourteen, how many are known.</param>
/// <param name="Signals">Of each method that is on and could tell.</param>
public sealed record AreaEvaluation(
    WarningArea Area,
    EvaluationAnswer Answer,
    Insufficiency? Insufficiency,
    AreaDay Today,
    double? Expected,
    int? Upper,
    int BaselineDays,
    IReadOnlyList<Signal> Signals)
{
    /// <summary>The day is unusual by itself, not only together with the two days before it.</summary>
    [JsonIgnore]
    public bool AlarmsByItself => Signals.Any(signal => signal.Alarm && signal.Method is not (WarningMethod.C3 or WarningMethod.BetaBinomialThreeDays));
}
