using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>How a gate or area stands.</summary>
/// <param name="Warning">The number of its warning that is not closed; null when it has none.</param>
public sealed record StandingItem(WarningAreaItem Area, EvaluationItem Evaluation, long? Warning)
{
    public static StandingItem Of(AreaStanding standing, double alpha) => new(
        WarningAreaItem.Of(standing.Evaluation.Area), EvaluationItem.Of(standing.Evaluation, standing.KnownAt, alpha), standing.Warning);
}

/// <param name="Next">Give this as `cursor` for what follows; null at the end.</param>
public sealed record StandingPage(IReadOnlyList<StandingItem> Items, string? Next);
