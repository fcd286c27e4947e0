using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.CloudIngest.Web.Today;

namespace Checkpoint.CloudIngest.Web.Metrics;

/// <summary>What is asked for at each scrape, of whatever stages this process runs.</summary>
internal static class ServiceGauges
{
    /// <param name="ingests">It hears gates.</param>
    /// <param name="serves">It answers the API.</param>
    public static void Add(IServiceProvider services, bool ingests, bool serves)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        var meter = meters.Create("checkpoint.cloud");
        AddProcess(meter);
        AddFoundation(meter, services);
        if (ingests)
        {
            IngestGauges.Add(services);
            new GateGauges(
                services.GetRequiredService<RegistryWatch>(),
                services.GetRequiredService<GateWatch>(),
                services.GetRequiredService<CloudOptions>().Web.SilentAfter,
                services.GetRequiredService<TimeProvider>()).Add(meters);
        }

        if (serves)
        {
            WarningGauges.Add(services);
            WebhookGauges.Add(services);
            AddListeners(meter, services.GetRequiredService<LiveFeed>());
        }
    }

    private static void AddProcess(Meter meter)
    {
        var build = KeyValuePair.Create<string, object?>(
            "version", typeof(ServiceGauges).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");
        var runtime = KeyValuePair.Create<string, object?>("runtime", Environment.Version.ToString());
        meter.CreateObservableGauge("checkpoint_build_info", () => new Measurement<long>(1, build, runtime), null, "1; its labels are the software's version and the runtime's");
        using var process = Process.GetCurrentProcess();
        var started = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1e3;
        meter.CreateObservableGauge("process_start_time", () => started, "s", "When the process started, seconds since 1970 UTC; uptime is time() less this");
    }

    private static void AddFoundation(Meter meter, IServiceProvider services)
    {
        var (store, registry, waiting) = (
            services.GetRequiredService<StoreHealth>(), services.GetRequiredService<RegistryWatch>(), services.GetRequiredService<WaitingGates>());
        meter.CreateObservableGauge("checkpoint_store_up", () => store.Fault is null ? 1L : 0, null, "1 while the database takes and answers");
        meter.CreateObservableGauge("checkpoint_registry_valid", () => registry.Faults.Count == 0 ? 1L : 0, null, "1 while the registry in use is what its file says");
        meter.CreateObservableGauge("checkpoint_registry_gates", () => (long)registry.Current.Gates.Count, null, "Registered gates");
        meter.CreateObservableCounter("checkpoint_registry_reloads", () => Reloads(registry), null, "Readings of the registry, by whether it came into use");
        meter.CreateObservableGauge("checkpoint_waiting_gates", () => (long)waiting.List().Count, null, "Gates that speak and are not registered");
    }

    private static void AddListeners(Meter meter, LiveFeed feed)
    {
        meter.CreateObservableGauge("checkpoint_live_listeners", () => (long)feed.Listeners, null, "Pages that are told live what changes");
        meter.CreateObservableGauge("checkpoint_live_listeners_limit", () => (long)LiveFeed.MaxListeners, null, "How many there may be; the next asks now and then instead");
        meter.CreateObservableCounter("checkpoint_live_refused", () => feed.Refused, null, "Pages that were one too many, or one too many of one account");
    }

    private static IEnumerable<Measurement<long>> Reloads(RegistryWatch registry) =>
    [
        new(registry.Taken, KeyValuePair.Create<string, object?>("result", "taken")),
        new(registry.Refused, KeyValuePair.Create<string, object?>("result", "refused")),
    ];
}
