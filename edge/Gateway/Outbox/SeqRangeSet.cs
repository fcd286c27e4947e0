using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>A set of seqs, small as long as they lie in few ranges.</summary>
internal sealed class SeqRangeSet
{
    /// <summary>Ascending, with gaps between.</summary>
    private readonly List<SeqRange> _ranges = [];

    public static SeqRangeSet Of(IEnumerable<SeqRange> ranges)
    {
        var set = new SeqRangeSet();
        foreach (var range in ranges)
            set.Add(range);
        return set;
    }

    public bool IsEmpty => _ranges.Count == 0;

    public int RangeCount => _ranges.Count;

    public IReadOnlyList<SeqRange> Ranges => _ranges;

    public bool Contains(long seq)
    {
        var index = FirstEndingAtOrAfter(seq);
        return index < _ranges.Count && _ranges[index].First <= seq;
    }

    public void Add(SeqRange range)
    {
        var index = FirstEndingAtOrAfter(range.First - 1);
        var end = index;
        while (end < _ranges.Count && _ranges[end].First <= range.Last + 1)
            end++;
        if (end > index)
            range = new SeqRange(Math.Min(range.First, _ranges[index].First), Math.Max(range.Last, _ranges[end - 1].Last));
        _ranges.RemoveRange(index, end - index);
        _ranges.Insert(index, range);
    }

    /// <summary>Takes out what of the range is in the set.</summary>
    /// <returns>What was.</returns>
    public List<SeqRange> Remove(SeqRange range)
    {
        var removed = new List<SeqRange>();
        var index = FirstEndingAtOrAfter(range.First);
        while (index < _ranges.Count && _ranges[index].First <= range.Last)
        {
            var found = _ranges[index];
            removed.Add(new SeqRange(Math.Max(found.First, range.First), Math.Min(found.Last, range.Last)));
            _ranges.RemoveAt(index);
            if (found.First < range.First)
                _ranges.Insert(index++, found with { Last = range.First - 1 });
            if (found.Last > range.Last)
                _ranges.Insert(index++, found with { First = range.Last + 1 });
        }

        return removed;
    }

    /// <summary>What of the range is in the set.</summary>
    public IEnumerable<SeqRange> Within(SeqRange range)
    {
        for (var i = FirstEndingAtOrAfter(range.First); i < _ranges.Count && _ranges[i].First <= range.Last; i++)
            yield return new SeqRange(Math.Max(_ranges[i].First, range.First), Math.Min(_ranges[i].Last, range.Last));
    }

    /// <summary>What of the range is not in the set.</summary>
    public IEnumerable<SeqRange> Without(SeqRange range)
    {
        var next = range.First;
        foreach (var known in Within(range))
        {
            if (known.First > next)
                yield return new SeqRange(next, known.First - 1);
            next = known.Last + 1;
        }

        if (next <= range.Last)
            yield return range with { First = next };
    }

    public void RemoveLowest() => _ranges.RemoveAt(0);

    private int FirstEndingAtOrAfter(long seq)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
