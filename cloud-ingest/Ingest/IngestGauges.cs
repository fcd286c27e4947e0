using System.Diagnostics.Metrics;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>How full the ingest is, beside the bounds at which it says busy or drops.</summary>
internal static class IngestGauges
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("checkpoint.ingest");
        var broker = services.GetRequiredService<BrokerHealth>();
        meter.CreateObservableGauge("checkpoint_broker_up", () => broker.Fault is null ? 1L : 0, null, "1 while connected and subscribed");
        AddQueue(meter, services.GetRequiredService<IngestQueue>(), services.GetRequiredService<IngestOptions>());
        var (replies, hellos, held) = (
            services.GetRequiredService<ReplySender>(), services.GetRequiredService<HelloDesk>(), services.GetRequiredService<HeldDesk>());
        meter.CreateObservableGauge(
            "checkpoint_ingest_waiting",
            () => Each(("replies", replies.Waiting), ("hellos", hellos.Waiting), ("held", held.Waiting)),
            null,
            "Replies that the broker does not take yet, hellos without an answer, and gates whose word of what they hold is not looked into yet");
        meter.CreateObservableGauge(
            "checkpoint_ingest_waiting_limit",
            () => Each(("replies", ReplySender.MaxWaiting), ("hellos", HelloDesk.MaxWaiting), ("held", HeldDesk.MaxWaiting)),
            null,
            "How many of them may wait; the next is dropped, and counted as a reply");
    }

    private static void AddQueue(Meter meter, IngestQueue queue, IngestOptions options)
    {
        meter.CreateObservableGauge("checkpoint_ingest_queued_records", () => queue.Records, null, "Records taken and not yet stored");
        meter.CreateObservableGauge(
            "checkpoint_ingest_queue_limit_records", () => (long)options.MaxQueuedRecords, null, "Records that may be taken and not yet stored; beyond, gates are told busy");
        meter.CreateObservableGauge("checkpoint_ingest_queued", () => queue.Bytes, "By", "Bytes, as received, of batches taken and not yet stored");
        meter.CreateObservableGauge(
            "checkpoint_ingest_queue_limit", () => (long)options.MaxQueuedBytes, "By", "Bytes that may be taken and not yet stored; beyond, gates are told busy");
    }

    private static IEnumerable<Measurement<long>> Each(params (string What, int Count)[] counts) =>
        counts.Select(entry => new Measurement<long>(entry.Count, KeyValuePair.Create<string, object?>("what", entry.What)));
}
