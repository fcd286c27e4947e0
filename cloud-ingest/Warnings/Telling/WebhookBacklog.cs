namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What a webhook is still to be told.</summary>
/// <param name="Oldest">When the oldest of it happened; null when there is none.</param>
public sealed record WebhookBacklog(long Pending, DateTimeOffset? Oldest);
