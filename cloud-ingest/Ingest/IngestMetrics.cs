using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>What the ingest counts. Labels take their values from enums and fixed words only: their number is bounded.</summary>
public sealed class IngestMetrics
{
    private readonly Counter<long> _batches;

    private readonly Counter<long> _records;

    private readonly Counter<long> _malformed;

    private readonly Counter<long> _replies;

    private readonly Counter<long> _storeFaults;

    private readonly Counter<long> _lost;

    private readonly Histogram<double> _writeSeconds;

    private readonly Histogram<double> _storedAfterSeconds;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("checkpoint.ingest");
        _batches = meter.CreateCounter<long>("checkpoint_ingest_batches", null, "Batches by what became of them");
        _records = meter.CreateCounter<long>("checkpoint_ingest_records", null, "Records by what became of them");
        _malformed = meter.CreateCounter<long>("checkpoint_ingest_malformed", null, "Messages that are not of the contract, by reason");
        _replies = meter.CreateCounter<long>("checkpoint_ingest_replies", null, "Replies to gates, by kind and result");
        _storeFaults = meter.CreateCounter<long>("checkpoint_ingest_store_faults", null, "Writes that the database did not take, by kind");
        _lost = meter.CreateCounter<long>("checkpoint_ingest_lost_records", null, "Records that the database had and has no more; their gates still do");
        _writeSeconds = meter.CreateHistogram<double>("checkpoint_ingest_write_seconds", "s", "One write to the database");
        _storedAfterSeconds = meter.CreateHistogram<double>("checkpoint_ingest_stored_after_seconds", "s", "From receipt to stored, the oldest batch of each write");
    }

    public void Batch(string result, int records) => Batches(result, 1, records);

    /// <param name="after">From the oldest batch's receipt.</param>
    public void Stored(int batches, int records, TimeSpan after)
    {
        Batches("stored", batches, records);
        _storedAfterSeconds.Record(after.TotalSeconds);
    }

    public void Rejected(int records) => _records.Add(records, KeyValuePair.Create<string, object?>("result", "rejected"));

    public void Lost(long records) => _lost.Add(records);

    public void Malformed(string reason) => _malformed.Add(1, KeyValuePair.Create<string, object?>("reason", reason));

    public void Reply(string kind, string result) => _replies.Add(
        1, KeyValuePair.Create<string, object?>("kind", kind), KeyValuePair.Create<string, object?>("result", result));

    public void Write(TimeSpan took, StoreFault? fault)
    {
        _writeSeconds.Record(took.TotalSeconds);
        if (fault is not null)
            _storeFaults.Add(1, KeyValuePair.Create<string, object?>("kind", WireName.Of(fault.Kind)));
    }

    private void Batches(string result, int batches, int records)
    {
        _batches.Add(batches, KeyValuePair.Create<string, object?>("result", result));
        _records.Add(records, KeyValuePair.Create<string, object?>("result", result));
    }
}
