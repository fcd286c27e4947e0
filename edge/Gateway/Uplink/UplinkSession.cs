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
internal sealed class UplinkSession(UplinkContext context, Backoff backoff)
{
    /// <summary>
    /// Batches of fevers and alarms beside the window: the second fever need not wait for the ack of the first.
    /// </summary>
    private const int MostUrgent = 4;

    /// <summary>A screening in a batch of many, until there is a batch to tell from.</summary>
    private const int FirstRecordBytes = 24;

    /// <summary>In a smaller batch its own header counts too much.</summary>
    private const int LeastToTellSize = 32;

    private readonly SendWindow _window = new(context.Options.MaxWindowBytes);
    private readonly SendLanes _lanes = new(context.Outbox, context.Flight, context.Refused);
    private double _recordBytes = FirstRecordBytes;

    /// <summary>The last try failed: one record at a time is tried, until one is stored.</summary>
    private bool _isProbing;
    private TimeSpan _pausedUntil;

    /// <summary>The last look found the pause not over. A wait for its end may have begun just as it ended.</summary>
    private bool _isHeld;

    /// <summary>As the cloud has asked.</summary>
    private TimeSpan _askedUntil;
    private TimeSpan? _liveSince;
    private bool _wasLive;

    /// <summary>The database has taken something since it last refused something.</summary>
    private bool _hasStored = true;

    /// <summary>The cloud has the gate's hello: records may go.</summary>
    public bool IsWelcomed { get; private set; }

    public void Begin()
    {
        _lanes.Begin(context.Outbox.Head.Position);
        IsWelcomed = true;
    }

    /// <summary>Nothing goes before another welcome.</summary>
    public void Suspend() => IsWelcomed = false;

    /// <summary>The outbox has something new.</summary>
    public void Changed(OutboxChange change, TimeSpan now)
    {
        _lanes.Return(change.From with { Seq = change.From.Seq - 1 }, change.Urgent);
        _liveSince ??= now;
        if (!change.Urgent || _pausedUntil <= now)
            return;

        // Unless the cloud itself has asked for more.
        var soon = now + Backoff.UrgentRetry * context.Random.NextDouble();
        if (soon < _pausedUntil)
            _pausedUntil = soon > _askedUntil ? soon : _askedUntil;
    }

    /// <summary>The next batch that may go now.</summary>
    public bool TryNext(TimeSpan now, out OutgoingBatch batch)
    {
        batch = default;
        _isHeld = now < _pausedUntil;
        if (!IsWelcomed || _isHeld)
            return false;
        if (context.Refused.TryTake(now))
            _lanes.Return(OutboxPosition.Start, urgent: true);
        if (_isProbing)
            return context.Flight.IsEmpty && TryProbe(now, out batch);
        if (context.Flight.UrgentCount < MostUrgent && TryLane(SendLane.Urgent, _window.BatchBytes, now, out batch))
            return true;
        var room = _window.Room(context.Flight.Bytes);
        if (room >= _window.BatchBytes && TryLane(SendLane.UrgentBacklog, room, now, out batch))
            return true;

        // One batch at a time: in turn, or a trickle of live records over a slow link would hold the backlog back for ever.
        if (context.Flight.IsEmpty && _wasLive && TryLane(SendLane.Backlog, room, now, out batch))
            return true;
        if (room > 0 && IsLiveDue(now) && TryLane(SendLane.Live, room, now, out batch))
            return true;
        return room >= _window.BatchBytes && TryLane(SendLane.Backlog, room, now, out batch);
    }

    /// <summary>When to look again even if nothing happens; null for then only.</summary>
    public TimeSpan? NextDue(TimeSpan now)
    {
        TimeSpan? due = context.Flight.OldestSentAt + context.Options.AckTimeout;
        if (IsWelcomed && (_isHeld || _pausedUntil > now))
            due = Earlier(due, _pausedUntil);
        else if (_liveSince is { } since && !context.Flight.IsEmpty)
            due = Earlier(due, since + context.Options.LiveLinger > now ? since + context.Options.LiveLinger : null);
        return IsWelcomed && context.Refused.Due is { } trial ? Earlier(due, trial > _pausedUntil ? trial : _pausedUntil) : due;
    }

    /// <summary>Gives up what has waited too long for its ack.</summary>
    public void Expire(TimeSpan now)
    {
        var overdue = context.Flight.TakeSentBy(now - context.Options.AckTimeout);
        if (overdue.Count == 0)
            return;
        context.Counters.TimedOut(overdue.Count);
        SendAgain(overdue);
        Pause(now + backoff.Next());
    }

    /// <summary>The broker did not pass a batch on: it refused it, or nobody was there to read it.</summary>
    public void Undelivered(FlyingBatch batch, TimeSpan now)
    {
        context.Counters.NotDelivered();
        if (!context.Flight.Remove(batch))
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
        _isProbing = false;
        _hasStored = true;
        context.Refused.Stored(ack.Stream, stored, now);
        context.Outbox.Settle(ack.Stream, stored, []);
        context.Counters.Stored(stored.Sum(range => range.Count), context.Time.GetUtcNow());
    }

    public void Rejected(RejectedAck ack, TimeSpan now)
    {
        var rejected = new List<RejectedRange>();
        foreach (var range in ack.Rejected)
            rejected.AddRange(Answer(ack.Stream, range.Seqs, now).Select(seqs => range with { Seqs = seqs }));
        if (rejected.Count == 0)
            return;
        context.Outbox.Settle(ack.Stream, [], rejected);
        context.Counters.Rejected(rejected.Sum(range => range.Seqs.Count));
    }

    /// <summary>
    /// The database refuses these by a limit of its own and takes others: they are set aside. While it takes nothing at all, what
    /// is sent goes ever more slowly, once through all that waits.
    /// </summary>
    public void Refused(BusyAck ack, TimeSpan now)
    {
        var refused = new List<SeqRange>();
        foreach (var range in ack.Seqs)
            refused.AddRange(Answer(ack.Stream, range, now));
        if (refused.Count == 0)
            return;
        context.Counters.Refused(refused.Sum(range => range.Count));
        _isProbing = false;
        if (!context.Refused.Add(ack.Stream, refused, Believed(ack.RetryAfter), now))
        {
            _lanes.Return(OutboxPosition.Start, urgent: true);
            _hasStored = false;
        }

        if (!_hasStored)
        {
            _window.Collapse();
            Pause(now + backoff.Next());
        }

        _hasStored = false;
    }

    /// <summary>
    /// "Busy" or "unknown": what is on its way was not taken, and nothing goes before the time is over, with as much again
    /// of jitter, and longer each time that it is said again.
    /// </summary>
    public void Wait(TimeSpan retryAfter, TimeSpan now)
    {
        if (context.Flight.IsEmpty)
        {
            context.Counters.Strayed();
            return;
        }

        context.Counters.AskedToWait();
        SendAgain(context.Flight.TakeSentBy(now));
        _askedUntil = now + Believed(retryAfter) * (1 + context.Random.NextDouble());
        Pause(_askedUntil);
        Pause(now + backoff.Next());
    }

    private TimeSpan Believed(TimeSpan retryAfter) =>
        retryAfter > context.Options.RetryAfterMost ? context.Options.RetryAfterMost : retryAfter;

    private List<SeqRange> Answer(StreamId stream, SeqRange range, TimeSpan now)
    {
        var bytes = context.Flight.Bytes;
        var finished = new List<FlyingBatch>();
        var answered = context.Flight.Answer(stream, range, finished);
        if (answered.Sum(part => part.Count) != range.Count)
            context.Counters.Strayed();
        foreach (var batch in finished.Where(batch => !batch.Urgent))
            _window.Acknowledged(batch.Bytes, now - batch.SentAt, bytes);
        return answered;
    }

    /// <summary>
    /// One record tells as well as a full batch whether the cloud takes any; an outage of hours must not cost 64 KiB for
    /// each time of asking.
    /// </summary>
    private bool TryProbe(TimeSpan now, out OutgoingBatch batch)
    {
        batch = default;
        foreach (var lane in Enum.GetValues<SendLane>())
        {
            if (TryLane(lane, 0, now, out batch))
                return true;
        }

        return false;
    }

    private bool TryLane(SendLane lane, int maxBytes, TimeSpan now, out OutgoingBatch batch)
    {
        batch = default;
        var maxRecords = Math.Clamp((int)(maxBytes / _recordBytes), 1, RecordLimits.MaxRecordsPerBatch);
        if (_lanes.Next(lane, maxRecords) is not { } pending)
        {
            if (lane == SendLane.Live)
                _liveSince = null;
            return false;
        }

        var payload = BatchCodec.EncodeFitting(pending.Stream, pending.MadeThrough, pending.Records, out var taken);
        var left = new SeqRangeSet();
        foreach (var range in SeqRange.Cover(pending.Records.Take(taken).Select(record => record.Seq)))
            left.Add(range);
        var flying = new FlyingBatch(pending.Stream, pending.StreamPlace, left, payload.Length, now, lane);
        context.Flight.Add(flying);
        if (taken >= LeastToTellSize)
            _recordBytes = (double)payload.Length / taken;
        _wasLive = lane == SendLane.Live;
        _lanes.Advance(lane, new OutboxPosition(pending.StreamPlace, pending.Records[taken - 1].Seq));
        context.Counters.Sent(taken, payload.Length);
        batch = new OutgoingBatch(flying, payload, taken);
        return true;
    }

    private bool IsLiveDue(TimeSpan now) =>
        context.Flight.IsEmpty || _liveSince is not { } since || now - since >= context.Options.LiveLinger;

    private void SendAgain(IEnumerable<FlyingBatch> batches)
    {
        foreach (var batch in batches)
            _lanes.Return(batch.Before, batch.Urgent);
        _window.Collapse();
        _isProbing = true;
    }

    private void Pause(TimeSpan until) => _pausedUntil = until > _pausedUntil ? until : _pausedUntil;

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) =>
        left is null || right < left ? right ?? left : left;
}
