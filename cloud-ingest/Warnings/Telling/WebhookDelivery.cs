namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>One thing that a webhook is still to be told.</summary>
/// <param name="Id">The same at every try: by it a receiver knows what it has had.</param>
/// <param name="Warning">The warning's number.</param>
/// <param name="Place">By which it is decided who may see it.</param>
/// <param name="Body">JSON, as it was when it happened.</param>
/// <param name="Tries">How often it was tried in vain.</param>
public sealed record WebhookDelivery(long Id, string Webhook, long Warning, string Place, WarningEvent Event, DateTimeOffset MadeAt, string Body, int Tries);
