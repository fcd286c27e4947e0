using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// Records that the database refuses by some limit of its own, while it takes others: set aside, so that those get past, and tried
/// again a batch at a time: ever more seldom while none is stored, one batch after the other while some are.
/// </summary>
internal sealed class RefusedSeqs(Random random)
{
    /// <summary>Of each stream; beyond it nothing more is set aside.</summary>
    public const int MaxRanges = 1024;

    /// <summary>How many are tried again at a time.</summary>
    private const int Trial = RecordLimits.MaxRecordsPerBatch;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Dictionary<StreamId, SeqRangeSet> _aside = [];
    private readonly Dictionary<StreamId, SeqRangeSet> _tried = [];
    private TimeSpan _pause = FirstPause;

    /// <summary>Above which the next trial begins.</summary>
    private long _from;

    /// <summary>When some are to be tried again; null while none are set aside.</summary>
    public TimeSpan? Due { get; private set; }

    public bool Contains(StreamId stream, long seq) => _aside.TryGetValue(stream, out var aside) && aside.Contains(seq);

    /// <param name="retryAfter">As the cloud asks: none is tried before, or these would be with the others.</param>
    /// <returns>False if there are too many: nothing was set aside.</returns>
    public bool Add(StreamId stream, IReadOnlyList<SeqRange> refused, TimeSpan retryAfter, TimeSpan now)
    {
        if (!_aside.TryGetValue(stream, out var aside))
            _aside[stream] = aside = new SeqRangeSet();
        if (aside.RangeCount + refused.Count > MaxRanges)
            return false;
        foreach (var range in refused)
            aside.Add(range);
        if (_tried.Remove(stream))
            (_pause, Due) = (_pause * 2 < LongestPause ? _pause * 2 : LongestPause, null);
        Due ??= now + _pause * (1 + random.NextDouble());
        var soonest = now + retryAfter * (1 + random.NextDouble());
        Due = Due < soonest ? soonest : Due;
        return true;
    }

    /// <summary>Takes a trial's worth of them back among the others, if it is time.</summary>
    /// <returns>True if there are some to read again.</returns>
    public bool TryTake(TimeSpan now)
    {
        if (Due is not { } due || now < due)
            return false;
        foreach (var (stream, aside) in _aside)
            _tried[stream] = Take(aside);

        // Unless an answer tells sooner how it went; there may be none, if what is tried is dropped meanwhile.
        Due = IsEmpty ? null : now + LongestPause;
        return true;
    }

    /// <summary>These are stored: if they were set aside, the others are tried at once.</summary>
    public void Stored(StreamId stream, IReadOnlyList<SeqRange> stored, TimeSpan now)
    {
        if (!_tried.TryGetValue(stream, out var tried) || !stored.Any(range => tried.Within(range).Any()))
            return;
        _tried.Remove(stream);
        (_pause, Due) = (FirstPause, IsEmpty ? null : now);
    }

    private bool IsEmpty => _aside.Values.All(aside => aside.IsEmpty);

    private SeqRangeSet Take(SeqRangeSet aside)
    {
        var taken = new SeqRangeSet();
        if (aside.IsEmpty)
            return taken;
        if (aside.Ranges[^1].Last <= _from)
            _from = 0;
        for (var left = (long)Trial; left > 0 && aside.Ranges.FirstOrDefault(range => range.Last > _from) is { Last: > 0 } range;)
        {
            var first = Math.Max(range.First, _from + 1);
            var part = new SeqRange(first, Math.Min(range.Last, first + left - 1));
            taken.Add(part);
            aside.Remove(part);
            left -= part.Count;
            _from = part.Last;
        }

        return taken;
    }
}
