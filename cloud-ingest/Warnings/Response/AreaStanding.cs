using Checkpoint.CloudIngest.Warnings.Evaluation;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>How a gate or area stands: its last evaluation.</summary>
/// <param name="Warning">The number of its warning that is not closed; null when it has none.</param>
public sealed record AreaStanding(AreaEvaluation Evaluation, DateTimeOffset KnownAt, long? Warning);
