using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>Somebody who is told of warnings, and how that goes. Not the whole address: its rest may be a secret.</summary>
/// <param name="Area">`all`, or the code of a district, street or community.</param>
/// <param name="Pending">What is still to be told.</param>
/// <param name="OldestPending">When the oldest of it happened.</param>
/// <param name="FailingSince">Since this process started; null when the last try went well or none was made.</param>
/// <param name="Detail">Of the last failure.</param>
public sealed record WebhookItem(
    string Name,
    string Host,
    string Area,
    IReadOnlyList<PlaceLevel> Levels,
    IReadOnlyList<WarningEvent> Events,
    long Pending,
    DateTimeOffset? OldestPending,
    DateTimeOffset? LastDelivered,
    DateTimeOffset? FailingSince,
    WebhookOutcome? Outcome,
    string? Detail)
{
    public static WebhookItem Of(Webhook webhook, WebhookStanding standing, WebhookBacklog backlog) => new(
        webhook.Name,
        webhook.Url.Authority,
        AccountFields.AreaText(webhook.Area),
        webhook.Levels,
        webhook.Events,
        backlog.Pending,
        backlog.Oldest,
        standing.LastDelivered,
        standing.FailingSince,
        standing.Fault?.Outcome,
        standing.Fault?.Detail);
}
