using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Takes one batch off the network: decodes, checks, places and queues it, or answers at once. Never waits, since the
/// network thread that calls it serves everyone.
/// </summary>
internal sealed class BatchReceiver(
    IngestOptions options,
    IngestQueue queue,
    RegistryWatch registry,
    WaitingGates waiting,
    GateWatch watch,
    ReplySender replies,
    IngestMetrics metrics,
    MalformedLog malformed,
    TimeProvider clock)
{
    public void Receive(GateId gate, ReadOnlySpan<byte> payload)
    {
        if (!BatchCodec.TryDecode(payload, out var batch, out var fault))
            malformed.Note(gate, fault);
        else if (registry.Current.Gates.TryGetValue(gate, out var registered))
            Take(registered, batch, payload.Length);
        else
            TurnAway(gate, batch);
    }

    private static IReadOnlyList<PlacedBatch> Place(RegisteredGate gate, RecordBatch batch)
    {
        if (gate.Assignments.Length == 1)
            return [new PlacedBatch(gate.Id, batch.Stream, gate.Assignments[0].Place, batch.Records)];
        return
        [
            .. batch.Records.GroupBy(gate.PlaceOf)
                .Select(part => new PlacedBatch(gate.Id, batch.Stream, part.Key, part.ToArray())),
        ];
    }

    private void Take(RegisteredGate gate, RecordBatch batch, int bytes)
    {
        watch.Saw(gate.Id, batch.Stream, batch.MadeThrough);
        if (batch.Records.OfType<Health>().MaxBy(health => health.Time.Microseconds) is { } health)
            watch.Heard(gate.Id, health);
        if (batch.Rejected.Count > 0)
            Reject(gate.Id, batch);
        if (batch.Records.Count == 0)
            return;
        var arrived = new ArrivedBatch(
            gate.Id, batch.Stream, Place(gate, batch), batch.Records.Count, bytes, clock.GetTimestamp());
        if (queue.TryAdd(arrived))
            return;
        metrics.Batch("busy", batch.Records.Count);
        replies.Send(gate.Id, new BusyAck(batch.Stream, options.BusyRetryAfter));
    }

    private void Reject(GateId gate, RecordBatch batch)
    {
        var reasons = batch.Rejected.GroupBy(record => record.Reason).ToList();
        foreach (var reason in reasons)
            metrics.Rejected(reason.Key, reason.Count());
        var ranges = reasons
            .SelectMany(group => SeqRange.Cover(group.Select(record => record.Seq)).Select(range => new RejectedRange(range, group.Key)));
        replies.Send(gate, new RejectedAck(batch.Stream, [.. ranges]));
    }

    private void TurnAway(GateId gate, RecordBatch batch)
    {
        waiting.Saw(gate, clock.GetUtcNow());
        metrics.Batch("unknown", batch.Records.Count);
        replies.Send(gate, new UnknownAck(batch.Stream, options.UnknownRetryAfter));
    }
}
