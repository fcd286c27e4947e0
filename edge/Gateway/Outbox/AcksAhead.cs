using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Answers of the cloud that are known and not on the disk yet: they wait for a commit that is made anyhow, and count at once.
/// For any thread.
/// </summary>
internal sealed class AcksAhead
{
    /// <summary>Beyond this they are worth a commit: a backlog is being sent.</summary>
    private const int MostLingering = 16;

    private readonly Lock _gate = new();
    private readonly List<Ack> _waiting = [];

    /// <summary>Shows how many records they answer for, while nothing can change.</summary>
    public void Look(Action<long> show)
    {
        lock (_gate)
            show(_waiting.Sum(ack => ack.Ranges.Sum(range => range.Count)));
    }

    /// <summary>They may go on waiting.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
                return _waiting.Count <= MostLingering;
        }
    }

    public Ack Add(StreamId stream, IReadOnlyList<SeqRange> ranges)
    {
        var ack = new Ack(stream, ranges);
        lock (_gate)
            _waiting.Add(ack);
        return ack;
    }

    /// <summary>Takes out those that the writer has dealt with, in the moment in which what it made of them is shown.</summary>
    public void TakeDone(Action show)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(ack => ack.IsDone);
            show();
        }
    }

    /// <summary>
    /// Those that wait now. Ask before looking at what is shown: what is taken out meanwhile is in there by then.
    /// </summary>
    public IReadOnlyList<Ack> Now()
    {
        lock (_gate)
            return [.. _waiting];
    }

    /// <returns>The ranges less what is answered for.</returns>
    public static IEnumerable<SeqRange> Without(IReadOnlyList<Ack> acks, StreamId stream, IEnumerable<SeqRange> ranges) => acks
        .Where(ack => ack.Stream == stream).SelectMany(ack => ack.Ranges)
        .Aggregate(ranges, (left, taken) => left.SelectMany(range => Without(range, taken)));

    private static IEnumerable<SeqRange> Without(SeqRange range, SeqRange taken)
    {
        if (taken.Last < range.First || taken.First > range.Last)
        {
            yield return range;
            yield break;
        }

        if (range.First < taken.First)
            yield return range with { Last = taken.First - 1 };
        if (range.Last > taken.Last)
            yield return range with { First = taken.Last + 1 };
    }

    internal sealed class Ack(StreamId stream, IReadOnlyList<SeqRange> ranges)
    {
        private volatile bool _isDone;

        public StreamId Stream => stream;

        public IReadOnlyList<SeqRange> Ranges => ranges;

        /// <summary>The writer has had it in its hands, whatever came of it: what is lost is answered again.</summary>
        public bool IsDone => _isDone;

        public void Done() => _isDone = true;
    }
}
