using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>One batch on its way.</summary>
/// <param name="Left">Its seqs that nobody has answered for yet.</param>
/// <param name="SentAt">On the uplink's clock.</param>
internal sealed record FlyingBatch(
    StreamId Stream, int StreamPlace, SeqRangeSet Left, int Bytes, TimeSpan SentAt, SendLane Lane)
{
    /// <summary>It holds fevers and alarms.</summary>
    public bool Urgent => Lane is SendLane.Urgent or SendLane.UrgentBacklog;

    /// <summary>Just before its first record left unanswered.</summary>
    public OutboxPosition Before => new(StreamPlace, Left.Ranges[0].First - 1);
}

/// <summary>
/// What is on its way on this connection, and what was ever sent and not answered: an ack may come late, for a batch
/// given up or from before a reconnect, but never for what was not sent.
/// </summary>
internal sealed class FlightLog
{
    /// <summary>Beyond it the oldest are forgotten; their acks are then ignored and they are sent again.</summary>
    private const int MaxSentRanges = 4096;

    private readonly Dictionary<StreamId, SeqRangeSet> _sent = [];
    private readonly List<FlyingBatch> _flying = [];

    /// <summary>Of batches that the window governs: all but the urgent ones that are live.</summary>
    public int Bytes { get; private set; }

    public bool IsEmpty => _flying.Count == 0;

    /// <summary>Live urgent batches, which the window does not govern.</summary>
    public int UrgentCount { get; private set; }

    public TimeSpan? OldestSentAt => _flying.Count > 0 ? _flying[0].SentAt : null;

    public bool IsFlying(StreamId stream, long seq)
    {
        foreach (var batch in _flying)
        {
            if (batch.Stream == stream && batch.Left.Contains(seq))
                return true;
        }

        return false;
    }

    public void Add(FlyingBatch batch)
    {
        _flying.Add(batch);
        Weigh(batch, 1);
        if (!_sent.TryGetValue(batch.Stream, out var sent))
            _sent[batch.Stream] = sent = new SeqRangeSet();
        foreach (var range in batch.Left.Ranges)
            sent.Add(range);
        while (sent.RangeCount > MaxSentRanges)
            sent.RemoveLowest();
    }

    /// <summary>Takes the answer for some seqs.</summary>
    /// <param name="finished">Gets the batches that are answered in full by it.</param>
    /// <returns>Those of the seqs that were sent and not answered before.</returns>
    public List<SeqRange> Answer(StreamId stream, SeqRange seqs, List<FlyingBatch> finished)
    {
        if (!_sent.TryGetValue(stream, out var sent))
            return [];
        var answered = sent.Remove(seqs);
        for (var i = _flying.Count - 1; i >= 0; i--)
        {
            var batch = _flying[i];
            if (batch.Stream != stream)
                continue;
            foreach (var range in answered)
                batch.Left.Remove(range);
            if (!batch.Left.IsEmpty)
                continue;
            finished.Add(batch);
            Remove(batch);
        }

        return answered;
    }

    /// <returns>False if it is on its way no more.</returns>
    public bool Remove(FlyingBatch batch)
    {
        if (!_flying.Remove(batch))
            return false;
        Weigh(batch, -1);
        return true;
    }

    /// <summary>Gives up batches sent at this moment or before.</summary>
    public List<FlyingBatch> TakeSentBy(TimeSpan moment)
    {
        var taken = _flying.FindAll(batch => batch.SentAt <= moment);
        foreach (var batch in taken)
            Remove(batch);
        return taken;
    }

    private void Weigh(FlyingBatch batch, int sign)
    {
        if (batch.Lane == SendLane.Urgent)
            UrgentCount += sign;
        else
            Bytes += sign * batch.Bytes;
    }
}
