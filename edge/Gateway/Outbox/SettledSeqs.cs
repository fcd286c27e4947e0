using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Which seqs of one stream are settled. Few ranges as a rule: what is delivered in one hour is one. Never changed once made,
/// so that readers on other threads may have it.
/// </summary>
/// <param name="ranges">Ascending, apart from each other.</param>
internal sealed class SettledSeqs(SettledRange[] ranges)
{
    public static readonly SettledSeqs None = new([]);

    public IReadOnlyList<SettledRange> Ranges => ranges;

    public long Count { get; } = ranges.Sum(range => range.Seqs.Count);

    public long Rejected { get; } = ranges.Where(range => range.State == SettledState.Rejected).Sum(range => range.Seqs.Count);

    /// <summary>Something above that seq was delivered, and may still be here.</summary>
    public bool HasDeliveredAfter(long seq) =>
        Array.Exists(ranges, range => range.State == SettledState.Delivered && range.Seqs.Last > seq);

    /// <summary>The seqs of a range that are not settled, ascending.</summary>
    public IEnumerable<SeqRange> Open(SeqRange within)
    {
        var next = within.First;
        for (var i = FirstEndingFrom(within.First); i < ranges.Length && ranges[i].Seqs.First <= within.Last; i++)
        {
            if (ranges[i].Seqs.First > next)
                yield return new SeqRange(next, ranges[i].Seqs.First - 1);
            next = ranges[i].Seqs.Last + 1;
        }

        if (next <= within.Last)
            yield return new SeqRange(next, within.Last);
    }

    /// <summary>With these seqs as said, whatever they were before; null leaves them open.</summary>
    public SettledSeqs With(SeqRange seqs, Func<SeqRange, SettledRange?> make)
    {
        var kept = new List<SettledRange>(ranges.Length + 2);
        var start = FirstEndingFrom(seqs.First - 1);
        var end = start;
        while (end < ranges.Length && ranges[end].Seqs.First <= seqs.Last + 1)
            end++;
        kept.AddRange(ranges.AsSpan(0, start));
        foreach (var range in ranges.AsSpan(start, end - start))
        {
            if (range.Seqs.First < seqs.First)
                Join(kept, range with { Seqs = range.Seqs with { Last = Math.Min(range.Seqs.Last, seqs.First - 1) } });
        }

        if (make(seqs) is { } made)
            Join(kept, made);
        foreach (var range in ranges.AsSpan(start, end - start))
        {
            if (range.Seqs.Last > seqs.Last)
                Join(kept, range with { Seqs = range.Seqs with { First = Math.Max(range.Seqs.First, seqs.Last + 1) } });
        }

        kept.AddRange(ranges.AsSpan(end));
        return new SettledSeqs([.. kept]);
    }

    private static void Join(List<SettledRange> kept, SettledRange next)
    {
        if (kept.Count > 0 && kept[^1].Joins(next))
            kept[^1] = kept[^1] with { Seqs = new SeqRange(kept[^1].Seqs.First, next.Seqs.Last) };
        else
            kept.Add(next);
    }

    /// <summary>Index of the first range that ends at a seq or after it.</summary>
    private int FirstEndingFrom(long seq)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].Seqs.Last < seq)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
