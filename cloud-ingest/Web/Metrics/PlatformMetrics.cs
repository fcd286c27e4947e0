using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace Checkpoint.CloudIngest.Web.Metrics;

/// <summary>What is told of the metrics that .NET keeps of itself: of each only the labels whose number is bounded and small.</summary>
internal static class PlatformMetrics
{
    private const string Requests = "http.server.request.duration";

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "dotnet.gc.collections",
        "dotnet.gc.heap.total_allocated",
        "dotnet.gc.last_collection.heap.size",
        "dotnet.gc.last_collection.memory.committed_size",
        "dotnet.gc.pause.time",
        "dotnet.monitor.lock_contentions",
        "dotnet.process.cpu.time",
        "dotnet.process.memory.working_set",
        "dotnet.thread_pool.queue.length",
        "dotnet.thread_pool.thread.count",
        "http.server.active_requests",
        Requests,
        "kestrel.active_connections");

    private static readonly FrozenSet<string> KeptLabels = FrozenSet.Create(
        StringComparer.Ordinal, "cpu.mode", "gc.heap.generation");

    public static bool Has(Instrument instrument) => Names.Contains(instrument.Name);

    /// <summary>The runtime counts what comes and goes by instruments that only rise.</summary>
    public static bool MayFall(Instrument instrument) => instrument.Name is "dotnet.thread_pool.queue.length" or "dotnet.thread_pool.thread.count";

    public static ReadOnlySpan<KeyValuePair<string, object?>> Labels(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (instrument.Name == Requests)
        {
            return new KeyValuePair<string, object?>[]
            {
                new("route", RouteClass(Find(labels, "http.route") as string)),
                new("status", Find(labels, "http.response.status_code")),
            };
        }

        var kept = new List<KeyValuePair<string, object?>>();
        foreach (var label in labels)
        {
            if (KeptLabels.Contains(label.Key))
                kept.Add(label);
        }

        return kept.ToArray();
    }

    /// <summary>The first three words of a route, "/api/v1/gates" of "/api/v1/gates/{gate}/screenings"; "other" where nothing was there.</summary>
    private static string RouteClass(string? route) => route is null
        ? "other"
        : "/" + string.Join('/', route.Split('/', StringSplitOptions.RemoveEmptyEntries).Take(3).TakeWhile(word => !word.Contains('{', StringComparison.Ordinal)));

    private static object? Find(ReadOnlySpan<KeyValuePair<string, object?>> labels, string name)
    {
        foreach (var label in labels)
        {
            if (label.Key == name)
                return label.Value;
        }

        return null;
    }
}
