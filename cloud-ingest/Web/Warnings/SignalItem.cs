using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>What one method made of a day.</summary>
/// <param name="Statistic">In the method's own measure: standard deviations (c1, c2), sums of such (c3, cusum), or a probability.</param>
/// <param name="Threshold">A statistic above it alarms; a probability below it may.</param>
/// <param name="PValue">That so many or more come by chance; null where the method gives none.</param>
/// <param name="QValue">The share of false alarms that one accepts by believing it, among all tests of its kind that day.</param>
/// <param name="Observed">Fevers looked at, of one day or of three; null for sums over days.</param>
/// <param name="Why">The same in words, where it alarms.</param>
public sealed record SignalItem(
    WarningMethod Method,
    double Statistic,
    double Threshold,
    double? PValue,
    double? QValue,
    bool Alarm,
    int? Observed,
    double? Expected,
    int? Persons,
    LocalName? Why)
{
    public static SignalItem Of(AreaEvaluation evaluation, Signal signal, double alpha) => new(
        signal.Method,
        signal.Statistic,
        signal.Threshold,
        signal.PValue,
        signal.QValue,
        signal.Alarm,
        signal.Observed,
        signal.Expected,
        signal.Persons,
        signal.Alarm ? WarningWords.Of(evaluation, signal, alpha) : null);
}
