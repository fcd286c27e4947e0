namespace Checkpoint.Contract;

/// <summary>Seqs from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct SeqRange(long First, long Last)
{
    public long Count => Last - First + 1;

    public bool Contains(long seq) => seq >= First && seq <= Last;

    /// <summary>Ascending.</summary>
    public IEnumerable<long> Each()
    {
        for (var seq = First; seq <= Last; seq++)
            yield return seq;
    }

    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";

    /// <summary>The fewest ranges that hold exactly these seqs, ascending; repeated seqs count once.</summary>
    public static List<SeqRange> Cover(IEnumerable<long> seqs)
    {
        var ranges = new List<SeqRange>();
        foreach (var seq in seqs.Order())
        {
            if (ranges.Count > 0 && seq <= ranges[^1].Last + 1)
                ranges[^1] = ranges[^1] with { Last = Math.Max(seq, ranges[^1].Last) };
            else
                ranges.Add(new SeqRange(seq, seq));
        }

        return ranges;
    }
}
