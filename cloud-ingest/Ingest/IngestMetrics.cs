using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// What the ingest counts. Labels take their values from enums and fixed words only: their number is bounded. What can be named
/// beforehand is there from the start, as zero, so that the first of its kind is a change.
/// </summary>
public sealed class IngestMetrics
{
    private readonly Counter<long> _connections;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _messageBytes;
    private readonly Counter<long> _batches;
    private readonly Counter<long> _records;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _malformed;
    private readonly Counter<long> _replies;
    private readonly Counter<long> _storeFaults;
    private readonly Counter<long> _sifted;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _writeSeconds;
    private readonly Histogram<double> _storedAfterSeconds;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("checkpoint.ingest");
        _connections = meter.CreateCounter<long>("checkpoint_broker_connections", null, "Connections to the broker on which the ingest has subscribed");
        _messages = meter.CreateCounter<long>("checkpoint_mqtt_messages", null, "Messages from the broker, by topic");
        _messageBytes = meter.CreateCounter<long>("checkpoint_mqtt_payload", "By", "Payload of messages from the broker, by topic");
        _batches = meter.CreateCounter<long>("checkpoint_ingest_batches", null, "Batches by what became of them");
        _records = meter.CreateCounter<long>("checkpoint_ingest_records", null, "Records by what became of them");
        _rejected = meter.CreateCounter<long>("checkpoint_ingest_rejected_records", null, "Records with a value outside its limits, by reason");
        _malformed = meter.CreateCounter<long>("checkpoint_ingest_malformed", null, "Messages that are not of the contract, by reason");
        _replies = meter.CreateCounter<long>("checkpoint_ingest_replies", null, "Replies to gates, by kind and result");
        _storeFaults = meter.CreateCounter<long>("checkpoint_ingest_store_faults", null, "Writes that the database did not take, by kind");
        _sifted = meter.CreateCounter<long>("checkpoint_ingest_sifted_batches", null, "Batches of which the database refused some record, so that it was looked for");
        _repeated = meter.CreateCounter<long>("checkpoint_ingest_repeated_records", null, "Records that this process had stored before: sent again for want of an ack");
        _lost = meter.CreateCounter<long>("checkpoint_ingest_lost_records", null, "Records that the database had and has no more; their gates still do");
        _writeSeconds = meter.CreateHistogram<double>("checkpoint_ingest_write_seconds", "s", "One write to the database");
        _storedAfterSeconds = meter.CreateHistogram<double>("checkpoint_ingest_stored_after_seconds", "s", "From receipt to stored, the oldest batch of each write");
        CountFromZero();
    }

    /// <param name="topic">Its last word; "other" for what is none of ours.</param>
    /// <param name="bytes">Of its payload.</param>
    public void Message(string topic, int bytes) => Messages(topic, 1, bytes);

    public void Connected() => _connections.Add(1);

    public void Batch(string result, int records) => Batches(result, 1, records);

    /// <param name="after">From the oldest batch's receipt.</param>
    public void Stored(int batches, int records, TimeSpan after)
    {
        Batches("stored", batches, records);
        _storedAfterSeconds.Record(after.TotalSeconds);
    }

    /// <param name="reason">As the contract's rules name it.</param>
    public void Rejected(string reason, int records)
    {
        _rejected.Add(records, Label("reason", reason));
        _records.Add(records, Label("result", "rejected"));
    }

    public void Sifted() => _sifted.Add(1);

    public void Repeated(long records) => _repeated.Add(records);

    public void Lost(long records) => _lost.Add(records);

    public void Malformed(string reason) => _malformed.Add(1, Label("reason", reason));

    public void Reply(string kind, string result) => _replies.Add(1, Label("kind", kind), Label("result", result));

    public void Write(TimeSpan took, StoreFault? fault)
    {
        _writeSeconds.Record(took.TotalSeconds);
        if (fault is not null)
            _storeFaults.Add(1, Label("kind", WireName.Of(fault.Kind)));
    }

    private static KeyValuePair<string, object?> Label(string name, string value) => KeyValuePair.Create<string, object?>(name, value);

    private void CountFromZero()
    {
        foreach (var counter in (ReadOnlySpan<Counter<long>>)[_connections, _sifted, _repeated, _lost])
            counter.Add(0);
        foreach (var topic in (ReadOnlySpan<string>)["hello", "records", "other"])
            Messages(topic, 0, 0);
        foreach (var result in (ReadOnlySpan<string>)["stored", "busy", "unknown", "store_fault"])
            Batches(result, 0, 0);
        _records.Add(0, Label("result", "rejected"));
        foreach (var kind in Enum.GetValues<StoreFaultKind>())
            _storeFaults.Add(0, Label("kind", WireName.Of(kind)));
        foreach (var reason in Enum.GetValues<MalformedReason>())
            _malformed.Add(0, Label("reason", WireName.Of(reason)));
    }

    private void Messages(string topic, int messages, int bytes)
    {
        _messages.Add(messages, Label("topic", topic));
        _messageBytes.Add(bytes, Label("topic", topic));
    }

    private void Batches(string result, int batches, int records)
    {
        _batches.Add(batches, Label("result", result));
        _records.Add(records, Label("result", result));
    }
}
