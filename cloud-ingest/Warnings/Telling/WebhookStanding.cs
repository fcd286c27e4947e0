namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>How it goes with one webhook, since this process started.</summary>
/// <param name="LastDelivered">When it last took something.</param>
/// <param name="FailingSince">Of the failures since then the first; null when the last try went well.</param>
/// <param name="Fault">The last failure; null with <paramref name="FailingSince"/>.</param>
public sealed record WebhookStanding(DateTimeOffset? LastDelivered, DateTimeOffset? FailingSince, WebhookTry? Fault)
{
    public static readonly WebhookStanding Untried = new(null, null, null);

    public WebhookStanding With(WebhookTry result, DateTimeOffset now) => result.Outcome == WebhookOutcome.Delivered
        ? new WebhookStanding(now, null, null)
        : this with { FailingSince = FailingSince ?? now, Fault = result };
}
