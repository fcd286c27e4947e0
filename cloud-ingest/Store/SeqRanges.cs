using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Sets of seqs as ranges, ascending and apart: their size is that of the list, whatever seqs a gate claims.</summary>
internal static class SeqRanges
{
    public static List<SeqRange> Union(IEnumerable<SeqRange> ranges)
    {
        var union = new List<SeqRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (union.Count > 0 && range.First <= union[^1].Last + 1)
                union[^1] = union[^1] with { Last = Math.Max(union[^1].Last, range.Last) };
            else
                union.Add(range);
        }

        return union;
    }

    /// <summary>What of these lies in none of the others.</summary>
    public static List<SeqRange> Except(IEnumerable<SeqRange> ranges, List<SeqRange> others)
    {
        var rest = new List<SeqRange>();
        var next = 0;
        foreach (var range in ranges)
        {
            var first = range.First;
            while (next < others.Count && others[next].Last < first)
                next++;
            for (var i = next; i < others.Count && others[i].First <= range.Last; i++)
            {
                if (others[i].First > first)
                    rest.Add(new SeqRange(first, others[i].First - 1));
                first = others[i].Last + 1;
            }

            if (first <= range.Last)
                rest.Add(new SeqRange(first, range.Last));
        }

        return rest;
    }

    /// <summary>Of all their seqs added up; where it does not fit, as much as does, which is as good for comparing.</summary>
    public static long Sum(IEnumerable<SeqRange> ranges) => ranges.Aggregate(
        0L, (sum, range) => unchecked(sum + (long)(((Int128)range.First + range.Last) * range.Count / 2)));

    public static long Count(IEnumerable<SeqRange> ranges) => ranges.Sum(range => range.Count);
}
