using Checkpoint.CloudIngest.Warnings.Evaluation;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>A day on which the area of a warning alarmed.</summary>
/// <param name="Evaluation">As it was last made while the warning was not closed.</param>
/// <param name="Stands">False when data that came later took the alarm back.</param>
public sealed record WarningAlarm(DateOnly Day, AreaEvaluation Evaluation, DateTimeOffset KnownAt, bool Stands);
