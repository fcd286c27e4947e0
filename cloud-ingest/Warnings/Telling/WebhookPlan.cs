using System.Collections.Immutable;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>Who is told of warnings, and how long it is tried.</summary>
public sealed record WebhookPlan
{
    public ImmutableArray<Webhook> Webhooks { get; init; } = [];

    /// <summary>What could not be told for so long is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Of one webhook so much waits at most; beyond it the oldest goes, since the newest matters most.</summary>
    public int MostPending { get; init; } = 1_000;
}
