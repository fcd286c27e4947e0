using Checkpoint.Contract;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class SeqRangeSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_holds_what_a_plain_set_would(int seed)
    {
        var random = new Random(seed);
        var set = new SeqRangeSet();
        var plain = new SortedSet<long>();
        for (var round = 0; round < 2000; round++)
        {
            var first = random.Next(1, 200);
            var range = new SeqRange(first, first + random.Next(0, 12));
            var seqs = Seqs([range]);
            if (random.Next(2) == 0)
            {
                set.Add(range);
                plain.UnionWith(seqs);
            }
            else
            {
                Assert.Equal(seqs.Where(plain.Contains), Seqs(set.Within(range)));
                Assert.Equal(seqs.Where(seq => !plain.Contains(seq)), Seqs(set.Without(range)));
                Assert.Equal(seqs.Where(plain.Contains), Seqs(set.Remove(range)));
                plain.ExceptWith(seqs);
            }

            Assert.Equal(SeqRange.Cover(plain), set.Ranges);
            Assert.Equal(plain.Contains(first), set.Contains(first));
            Assert.Equal(plain.Count == 0, set.IsEmpty);
        }
    }

    private static List<long> Seqs(IEnumerable<SeqRange> ranges)
    {
        var seqs = new List<long>();
        foreach (var range in ranges)
        {
            for (var seq = range.First; seq <= range.Last; seq++)
                seqs.Add(seq);
        }

        return seqs;
    }
}
