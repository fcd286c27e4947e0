using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web;

/// <summary>The answer of /healthz.</summary>
public sealed record Wellness(bool Well, PartWellness Store, PartWellness? Broker, PartWellness Registry)
{
    /// <param name="broker">Null where this process has no broker connection.</param>
    public static Wellness Of(StoreHealth store, BrokerHealth? broker, RegistryWatch registry)
    {
        var parts = (
            Store: new PartWellness(store.Fault is null, store.Fault?.ToString(), store.Since),
            Broker: broker is null ? null : new PartWellness(broker.Fault is null, broker.Fault, broker.Since),
            Registry: new PartWellness(
                registry.Faults.Count == 0, registry.Faults.Count == 0 ? null : string.Join("; ", registry.Faults.Take(20)), null));
        return new Wellness(
            parts.Store.Well && parts.Broker is not { Well: false } && parts.Registry.Well, parts.Store, parts.Broker, parts.Registry);
    }
}

/// <param name="Since">Of this state, where it is known.</param>
public sealed record PartWellness(bool Well, string? Fault, DateTimeOffset? Since);
