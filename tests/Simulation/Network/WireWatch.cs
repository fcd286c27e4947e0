using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Scheduling;

namespace Checkpoint.Tests.Simulation.Network;

/// <summary>
/// Sees all that gates send and get, whatever connection it goes over: a record is the same each time it is sent, and after
/// "busy" or "unknown" nothing leaves before its time, or not those records that it names.
/// </summary>
internal sealed class WireWatch(EventLoop loop, FindingList findings)
{
    private readonly Dictionary<(GateId Gate, StreamId Stream, long Seq), GateRecord> _sent = [];
    private readonly Dictionary<int, ConnectionWatch> _connections = [];

    /// <summary>The first sending of a record; null if it never left.</summary>
    public GateRecord? FirstSent(GateId gate, StreamId stream, long seq) => _sent.GetValueOrDefault((gate, stream, seq));

    /// <summary>The gate's card has been replaced by an older copy: seqs that never reached the cloud may come again as others.</summary>
    /// <param name="isStored">Those that the database has may not.</param>
    public void CardReplaced(GateId gate, Func<StreamId, long, bool> isStored)
    {
        foreach (var key in _sent.Keys.Where(key => key.Gate == gate && !isStored(key.Stream, key.Seq)).ToList())
            _sent.Remove(key);
    }

    public void Leaves(SimulatedConnection connection, MqttPublication publication)
    {
        loop.Mix(publication.Payload.Length);
        if (!Topics.TryParse(publication.Topic, out var gate, out var leaf) || leaf != TopicLeaf.Records)
            return;
        if (!BatchCodec.TryDecode(publication.Payload.Span, out var batch, out var fault))
        {
            findings.Add(FindingKind.Malformed, gate.Value, $"batch: {fault}");
            return;
        }

        loop.Tell($"{gate}: sends {batch.Records.Count} of {batch.Stream}: {string.Join(' ', SeqRange.Cover(batch.Records.Select(record => record.Seq)))}");
        foreach (var rejected in batch.Rejected)
            findings.Add(FindingKind.Malformed, gate.Value, $"{batch.Stream}/{rejected.Seq} breaks the contract: {rejected.Reason}");
        foreach (var record in batch.Records)
            Compare(gate.Value, batch.Stream, record);
        if (Of(connection).QuietUntil > loop.Now)
            findings.Add(FindingKind.SentWhileBusy, gate.Value, $"batch left {Of(connection).QuietUntil - loop.Now} µs before its time");
        foreach (var record in batch.Records.Where(record => Of(connection).Aside.GetValueOrDefault((batch.Stream, record.Seq)) > loop.Now))
            findings.Add(FindingKind.SentWhileBusy, gate.Value, $"{batch.Stream}/{record.Seq} left before its time");
        Of(connection).Flying.Add((loop.Now, batch.Stream, [.. batch.Records.Select(record => record.Seq)]));
    }

    public void Arrives(SimulatedConnection connection, string topic, byte[] payload)
    {
        loop.Mix(payload.Length);
        if (!Topics.TryParse(topic, out var gate, out var leaf) || leaf != TopicLeaf.Replies)
            return;
        if (!ReplyCodec.TryDecode(payload, out var reply, out var fault))
        {
            findings.Add(FindingKind.Malformed, gate.Value, $"reply: {fault}");
            return;
        }

        loop.Tell($"{gate}: gets {Describe(reply)}");
        switch (reply)
        {
            case StoredAck ack: Answered(connection, ack.Stream, ack.Stored); break;
            case RejectedAck ack: Answered(connection, ack.Stream, ack.Rejected.Select(range => range.Seqs)); break;
            case BusyAck { Seqs.Count: > 0 } busy: SetAside(connection, busy); break;
            case BusyAck busy: Quiet(connection, busy.RetryAfter); break;
            case UnknownAck unknown: Quiet(connection, unknown.RetryAfter); break;
        }
    }

    private static string Describe(CloudReply reply) => reply switch
    {
        StoredAck ack => $"stored {ack.Stream}: {string.Join(' ', ack.Stored)}",
        RejectedAck ack => $"rejected {ack.Stream}: {string.Join(' ', ack.Rejected)}",
        _ => reply.ToString(),
    };

    private void Compare(GateId gate, StreamId stream, GateRecord record)
    {
        if (_sent.TryAdd((gate, stream, record.Seq), record))
            return;
        var first = _sent[(gate, stream, record.Seq)];
        if (first == record)
            return;
        var kind = first.Time != record.Time && first with { Time = record.Time } == record ? FindingKind.TimeChanged : FindingKind.SeqReused;
        findings.Add(kind, gate, $"{stream}/{record.Seq} was sent as {first} and now as {record}");
    }

    private void Answered(SimulatedConnection connection, StreamId stream, IEnumerable<SeqRange> ranges)
    {
        var answered = ranges.ToList();
        var flying = Of(connection).Flying;
        foreach (var batch in flying.Where(batch => batch.Stream == stream))
            batch.Left.RemoveWhere(seq => answered.Exists(range => range.Contains(seq)));
        flying.RemoveAll(batch => batch.Left.Count == 0);
    }

    /// <summary>Only what may still be on its way can be refused: a reply that comes later than the gate waits means nothing.</summary>
    private void Quiet(SimulatedConnection connection, TimeSpan retryAfter)
    {
        var watch = Of(connection);
        var patience = (long)watch.Patience.TotalMicroseconds;
        watch.Flying.RemoveAll(batch => batch.At + patience <= loop.Now);
        if (watch.Flying.Count > 0)
            watch.QuietUntil = Math.Max(watch.QuietUntil, loop.Now + (long)(retryAfter.TotalMicroseconds * 0.999));
        watch.Flying.Clear();
    }

    private void SetAside(SimulatedConnection connection, BusyAck busy)
    {
        var watch = Of(connection);
        var until = loop.Now + (long)(busy.RetryAfter.TotalMicroseconds * 0.999);
        var flying = watch.Flying.Where(batch => batch.Stream == busy.Stream).SelectMany(batch => batch.Left);
        foreach (var seq in flying.Where(seq => busy.Seqs.Any(range => range.Contains(seq))))
            watch.Aside[(busy.Stream, seq)] = until;
        Answered(connection, busy.Stream, busy.Seqs);
    }

    private ConnectionWatch Of(SimulatedConnection connection)
    {
        if (!_connections.TryGetValue(connection.Number, out var watch))
            _connections[connection.Number] = watch = new ConnectionWatch();
        return watch;
    }

    private sealed class ConnectionWatch
    {
        /// <summary>A little less than the gate's, whose clock may be slow: what is in doubt is not held against it.</summary>
        public TimeSpan Patience { get; } = new Gateway.Uplink.UplinkOptions().AckTimeout - TimeSpan.FromSeconds(1);

        public List<(long At, StreamId Stream, HashSet<long> Left)> Flying { get; } = [];

        public long QuietUntil { get; set; }

        /// <summary>Until when single records are not to be sent again.</summary>
        public Dictionary<(StreamId Stream, long Seq), long> Aside { get; } = [];
    }
}
