namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What came of one try.</summary>
/// <param name="Detail">For those who look after it; nothing of what the receiver wrote.</param>
public sealed record WebhookTry(WebhookOutcome Outcome, string Detail)
{
    /// <summary>The receiver is there: what it thinks of this says nothing of the next.</summary>
    public bool WasAnswered => Outcome is WebhookOutcome.Delivered or WebhookOutcome.Status;
}
