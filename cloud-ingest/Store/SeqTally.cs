using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Which seqs of a stream were seen, and which more than once. One bit a seq, in pages of 65,536.</summary>
public sealed class SeqTally
{
    private const int PageBits = 16;

    private const long MaskInPage = (1L << PageBits) - 1;

    private readonly SortedDictionary<long, ulong[]> _pages = [];

    private readonly SortedSet<long> _doubled = [];

    /// <summary>Distinct seqs.</summary>
    public long Count { get; private set; }

    /// <summary>0 when there is none.</summary>
    public long Min { get; private set; }

    public long Max { get; private set; }

    /// <summary>Seqs seen more than once.</summary>
    public IReadOnlyCollection<long> Doubled => _doubled;

    public void Add(long seq)
    {
        ref var word = ref Word(seq, out var bit);
        if ((word & bit) != 0)
        {
            _doubled.Add(seq);
            return;
        }

        word |= bit;
        Count++;
        Min = Min == 0 ? seq : Math.Min(Min, seq);
        Max = Math.Max(Max, seq);
    }

    public bool Contains(long seq) =>
        _pages.TryGetValue(seq >> PageBits, out var page) && (page[(seq & MaskInPage) >> 6] & (1UL << (int)(seq & 63))) != 0;

    /// <summary>Seqs from 1 to <paramref name="through"/> that were not seen, ascending.</summary>
    public IEnumerable<SeqRange> Missing(long through)
    {
        var next = 1L;
        foreach (var (index, _) in _pages)
        {
            foreach (var seq in SeqsOf(index).TakeWhile(seq => seq <= through))
            {
                if (seq > next)
                    yield return new SeqRange(next, seq - 1);
                next = seq + 1;
            }
        }

        if (next <= through)
            yield return new SeqRange(next, through);
    }

    private ref ulong Word(long seq, out ulong bit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seq);
        if (!_pages.TryGetValue(seq >> PageBits, out var page))
            _pages.Add(seq >> PageBits, page = new ulong[1 << (PageBits - 6)]);
        bit = 1UL << (int)(seq & 63);
        return ref page[(seq & MaskInPage) >> 6];
    }

    private IEnumerable<long> SeqsOf(long index)
    {
        var page = _pages[index];
        for (var i = 0; i <= MaskInPage; i++)
        {
            if ((page[i >> 6] & (1UL << (i & 63))) != 0)
                yield return (index << PageBits) + i;
        }
    }
}
