namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>What one method made of a day.</summary>
/// <param name="Statistic">In the method's own measure; a probability for the tests of shares.</param>
/// <param name="Threshold">Beyond it the method warns: above it, or for a probability below it.</param>
/// <param name="PValue">That so many fevers or more come by chance; null where the method gives none.</param>
/// <param name="QValue">
/// The share of false ones among the warnings of the district, level, method and day that one accepts by believing this; null
/// with <paramref name="PValue"/>.
/// </param>
/// <param name="Observed">Fevers looked at: of the day, or of three days; null for a sum over days.</param>
/// <param name="Expected">Fevers that would have been usual for these; null with <paramref name="Observed"/>.</param>
/// <param name="Persons">Among whom they were.</param>
public sealed record Signal(
    WarningMethod Method, double Statistic, double Threshold, double? PValue, double? QValue, bool Alarm, int? Observed, double? Expected, int? Persons);
