using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web;

/// <summary>The answer of /healthz.</summary>
/// <param name="Webhooks">
/// Null where none are told by this process. Somebody else's receiver that is away does not make the service unwell.
/// </param>
public sealed record Wellness(bool Well, PartWellness Store, PartWellness? Broker, PartWellness Registry, PartWellness? Webhooks)
{
    /// <param name="broker">Null where this process has no broker connection.</param>
    public static Wellness Of(StoreHealth store, BrokerHealth? broker, RegistryWatch registry, WebhookDesk? webhooks)
    {
        var parts = (
            Store: new PartWellness(store.Fault is null, store.Fault?.ToString(), store.Since),
            Broker: broker is null ? null : new PartWellness(broker.Fault is null, broker.Fault, broker.Since),
            Registry: new PartWellness(
                registry.Faults.Count == 0, registry.Faults.Count == 0 ? null : string.Join("; ", registry.Faults.Take(20)), null));
        return new Wellness(
            parts.Store.Well && parts.Broker is not { Well: false } && parts.Registry.Well, parts.Store, parts.Broker, parts.Registry, Of(webhooks));
    }

    private static PartWellness? Of(WebhookDesk? desk)
    {
        if (desk is null or { Webhooks.Count: 0 })
            return null;
        var failing = desk.Webhooks.Select(webhook => (webhook.Name, Standing: desk.StandingOf(webhook))).Where(webhook => webhook.Standing.Fault is not null).ToList();
        return new PartWellness(
            failing.Count == 0,
            failing.Count == 0 ? null : string.Join("; ", failing.Select(webhook => $"{webhook.Name}: {WireName.Of(webhook.Standing.Fault!.Outcome)}")),
            failing.Min(webhook => webhook.Standing.FailingSince));
    }
}

/// <param name="Since">Of this state, where it is known.</param>
public sealed record PartWellness(bool Well, string? Fault, DateTimeOffset? Since);
