using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Which of some seqs were seen: a bit for each of them, whatever else there is.</summary>
internal sealed class SeqMarks
{
    private readonly IReadOnlyList<SeqRange> _seqs;

    /// <summary>Place of the first bit of each range.</summary>
    private readonly long[] _offsets;

    private readonly ulong[] _bits;

    /// <param name="seqs">Ascending, apart from each other; at most <see cref="RecordLimits.MaxHeldSeqs"/>.</param>
    public SeqMarks(IReadOnlyList<SeqRange> seqs)
    {
        _seqs = seqs;
        _offsets = new long[seqs.Count];
        for (var i = 1; i < seqs.Count; i++)
            _offsets[i] = _offsets[i - 1] + seqs[i - 1].Count;
        var count = SeqRanges.Count(seqs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, RecordLimits.MaxHeldSeqs);
        _bits = new ulong[(count + 63) / 64];
    }

    /// <summary>Others than those in question are passed over.</summary>
    public void Mark(long seq)
    {
        var (low, high) = (0, _seqs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_seqs[middle].Last < seq)
                low = middle + 1;
            else
                high = middle;
        }

        if (low == _seqs.Count || seq < _seqs[low].First)
            return;
        var place = _offsets[low] + seq - _seqs[low].First;
        _bits[place >> 6] |= 1UL << (int)(place & 63);
    }

    /// <summary>The first ranges of what was not seen, at most so many.</summary>
    public List<SeqRange> Missing(int most)
    {
        var missing = new List<SeqRange>();
        for (var i = 0; i < _seqs.Count; i++)
        {
            for (var seq = _seqs[i].First; seq <= _seqs[i].Last; seq++)
            {
                var place = _offsets[i] + seq - _seqs[i].First;
                if ((_bits[place >> 6] & (1UL << (int)(place & 63))) != 0)
                    continue;
                if (missing.Count > 0 && missing[^1].Last + 1 == seq)
                    missing[^1] = missing[^1] with { Last = seq };
                else if (missing.Count == most)
                    return missing;
                else
                    missing.Add(new SeqRange(seq, seq));
            }
        }

        return missing;
    }
}
