using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Store;

public sealed class SeqMarksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_missing_is_what_a_plain_set_lacks(int seed)
    {
        var random = new Random(seed);
        var ranges = SeqRange.Cover(Enumerable.Range(1, 60).Select(_ => (long)random.Next(1, 2000)).SelectMany(first => Enumerable.Range(0, 9).Select(i => first + i)));
        var (marks, seen) = (new SeqMarks(ranges), new HashSet<long>());
        for (var i = 0; i < 400; i++)
        {
            var seq = random.Next(0, 2100);
            marks.Mark(seq);
            seen.Add(seq);
        }

        var all = marks.Missing(int.MaxValue);
        Assert.Equal(ranges.SelectMany(Seqs).Where(seq => !seen.Contains(seq)), all.SelectMany(Seqs));
        Assert.Equal(all[..7], marks.Missing(7));
    }

    [Fact]
    public void The_greatest_seqs_there_can_be_cost_a_bit_each_and_no_more()
    {
        var range = new SeqRange(RecordLimits.MaxSeq - 9, RecordLimits.MaxSeq);
        var marks = new SeqMarks([range]);
        marks.Mark(RecordLimits.MaxSeq);
        marks.Mark(long.MaxValue);
        marks.Mark(0);
        Assert.Equal([range with { Last = RecordLimits.MaxSeq - 1 }], marks.Missing(9));
    }

    [Fact]
    public void More_seqs_than_a_hello_may_hold_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new SeqMarks([new SeqRange(1, RecordLimits.MaxHeldSeqs + 1L)]));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 12)]
    [InlineData(4, 5, 9)]
    [InlineData(999_999_999_991, 1_000_000_000_000, 9_999_999_999_955)]
    public void Seqs_add_up(long first, long last, long sum) => Assert.Equal(sum, SeqRanges.Sum([new SeqRange(first, last)]));

    private static IEnumerable<long> Seqs(SeqRange range)
    {
        for (var seq = range.First; seq <= range.Last; seq++)
            yield return seq;
    }
}
