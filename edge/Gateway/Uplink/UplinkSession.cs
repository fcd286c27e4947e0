using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>A batch to publish, and its entry in the flight log.</summary>
internal readonly record struct OutgoingBatch(FlyingBatch Flight, byte[] Payload, int Records);

/// <summary>
/// Decides what is sent when on one connection, once it is welcomed. Touches nothing but the outbox; the time is given
/// with each call, as time since the uplink began.
/// </summary>
internal sealed class UplinkSession(
    IOutboxReader outbox,
    UplinkOptions options,
    FlightLog flight,
    UplinkCounters counters,
    Backoff backoff,
    Random random,
    TimeProvider time)
{
    /// <summary>With something on its way, less room than this is not worth a batch of backlog.</summary>
    private const int LeastBacklogBytes = 8 * 1024;

    private readonly SendWindow _window = new(options.MaxWindowBytes);
    private readonly SendLanes _lanes = new(outbox, flight);
    private bool _isWelcomed;
    private TimeSpan _pausedUntil;
    private TimeSpan? _liveSince;

    /// <summary>Limit of the window, for those who watch.</summary>
    public int WindowBytes => _window.LimitBytes;

    /// <summary>The cloud has the gate's hello: from now on records may go.</summary>
    public void Begin()
    {
        _lanes.Begin(outbox.Head.Position);
        _isWelcomed = true;
    }

    /// <summary>The outbox has something new.</summary>
    public void Changed(OutboxChange change, TimeSpan now)
    {
        _lanes.Return(change.From with { Seq = change.From.Seq - 1 }, change.Urgent);
        _liveSince ??= now;
    }

    /// <summary>The next batch that may go now.</summary>
    public bool TryNext(TimeSpan now, out OutgoingBatch batch)
    {
        batch = default;
        if (!_isWelcomed || now < _pausedUntil)
            return false;
        if (!flight.HasUrgent && TryLane(SendLane.Urgent, RecordLimits.MaxBatchBytes, now, out batch))
            return true;
        var room = _window.Room(flight.Bytes);
        if (room > 0 && IsLiveDue(now) && TryLane(SendLane.Live, room, now, out batch))
            return true;
        return room >= LeastBacklogBytes && TryLane(SendLane.Backlog, room, now, out batch);
    }

    /// <summary>When to look again even if nothing happens; null for then only.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? due = flight.OldestSentAt + options.AckTimeout;
        if (_isWelcomed && _pausedUntil > now)
            due = Earlier(due, _pausedUntil);
        else if (_liveSince is { } since && !flight.IsEmpty)
            due = Earlier(due, since + options.LiveLinger > now ? since + options.LiveLinger : null);
        return due;
    }

    /// <summary>Gives up what has waited too long for its ack.</summary>
    public void Expire(TimeSpan now)
    {
        var overdue = flight.TakeSentBy(now - options.AckTimeout);
        if (overdue.Count == 0)
            return;
        counters.TimedOut(overdue.Count);
        SendAgain(overdue);
        Pause(now + backoff.Next());
    }

    /// <summary>The broker did not pass a batch on: it refused it, or nobody was there to read it.</summary>
    public void Undelivered(FlyingBatch batch, TimeSpan now)
    {
        counters.NotDelivered();
        if (!flight.Remove(batch))
            return;
        SendAgain([batch]);
        Pause(now + backoff.Next());
    }

    public void Stored(StoredAck ack, TimeSpan now)
    {
        var stored = new List<SeqRange>();
        foreach (var range in ack.Stored)
            stored.AddRange(Answer(ack.Stream, range, now));
        if (stored.Count == 0)
            return;
        backoff.Reset();
        outbox.Settle(ack.Stream, stored, []);
        counters.Stored(stored.Sum(range => range.Count), time.GetUtcNow());
    }

    public void Rejected(RejectedAck ack, TimeSpan now)
    {
        var rejected = new List<RejectedRange>();
        foreach (var range in ack.Rejected)
            rejected.AddRange(Answer(ack.Stream, range.Seqs, now).Select(seqs => range with { Seqs = seqs }));
        if (rejected.Count == 0)
            return;
        outbox.Settle(ack.Stream, [], rejected);
        counters.Rejected(rejected.Sum(range => range.Seqs.Count));
    }

    /// <summary>
    /// "Busy" or "unknown": what is on its way was not taken, and nothing goes before the time is over, with as much again
    /// of jitter.
    /// </summary>
    public void Wait(TimeSpan retryAfter, TimeSpan now)
    {
        if (flight.IsEmpty)
        {
            counters.Strayed();
            return;
        }

        counters.AskedToWait();
        SendAgain(flight.TakeSentBy(now));
        var wait = retryAfter > options.RetryAfterMost ? options.RetryAfterMost : retryAfter;
        Pause(now + (wait > TimeSpan.Zero ? wait * (1 + random.NextDouble()) : backoff.Next()));
    }

    private List<SeqRange> Answer(StreamId stream, SeqRange range, TimeSpan now)
    {
        var bytes = flight.Bytes;
        var finished = new List<FlyingBatch>();
        var answered = flight.Answer(stream, range, finished);
        if (answered.Sum(part => part.Count) != range.Count)
            counters.Strayed();
        foreach (var batch in finished.Where(batch => !batch.Urgent))
            _window.Acknowledged(batch.Bytes, now - batch.SentAt, bytes);
        return answered;
    }

    private bool TryLane(SendLane lane, int maxBytes, TimeSpan now, out OutgoingBatch batch)
    {
        batch = default;
        if (_lanes.Next(lane, maxBytes) is not { } pending)
        {
            if (lane == SendLane.Live)
                _liveSince = null;
            return false;
        }

        var payload = BatchCodec.EncodeFitting(pending.Stream, pending.MadeThrough, pending.Records, out var taken);
        var left = new SeqRangeSet();
        foreach (var range in SeqRange.Cover(pending.Records.Take(taken).Select(record => record.Seq)))
            left.Add(range);
        var flying = new FlyingBatch(pending.Stream, pending.StreamPlace, left, payload.Length, now, lane == SendLane.Urgent);
        flight.Add(flying);
        _lanes.Advance(lane, new OutboxPosition(pending.StreamPlace, pending.Records[taken - 1].Seq));
        counters.Sent(taken, payload.Length);
        batch = new OutgoingBatch(flying, payload, taken);
        return true;
    }

    private bool IsLiveDue(TimeSpan now) =>
        flight.IsEmpty || _liveSince is not { } since || now - since >= options.LiveLinger;

    private void SendAgain(IEnumerable<FlyingBatch> batches)
    {
        foreach (var batch in batches)
            _lanes.Return(batch.Before, batch.Urgent);
        _window.Collapse();
    }

    private void Pause(TimeSpan until) => _pausedUntil = until > _pausedUntil ? until : _pausedUntil;

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) =>
        left is null || right < left ? right ?? left : left;
}
