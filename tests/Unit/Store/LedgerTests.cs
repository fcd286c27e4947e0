using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Store;

public sealed class LedgerTests
{
    private static readonly GateId Gate = GateId.Parse("gate-1");

    private static readonly StreamId Stream = new(7);

    [Fact]
    public void A_stream_without_gaps_balances()
    {
        var entry = Balance([1, 2, 3]);
        Assert.Equal((true, 3L, 3L, 0L), (entry.IsBalanced, entry.Stored, entry.MadeThrough, entry.MissingCount));
    }

    [Fact]
    public void Gaps_are_missing_unless_listed_as_shed_or_rejected()
    {
        var entry = Balance([1, 5, 10], shed: [new SeqRange(2, 3)], rejected: [new SeqRange(3, 4)]);
        Assert.Equal([new SeqRange(6, 9)], entry.Missing);
        Assert.Equal((4L, 1L, 2L, false), (entry.MissingCount, entry.Shed, entry.Rejected, entry.IsBalanced));
    }

    [Fact]
    public void Stored_beats_shed_and_rejected()
    {
        var entry = Balance([1, 2, 3], shed: [new SeqRange(1, 2)], rejected: [new SeqRange(3, 3)]);
        Assert.Equal((0L, 0L, true), (entry.Shed, entry.Rejected, entry.IsBalanced));
    }

    [Fact]
    public void A_seq_stored_twice_is_doubled()
    {
        var entry = Balance([1, 2, 2, 3, 3, 3]);
        Assert.Equal((2L, false), (entry.DoubledCount, entry.IsBalanced));
        Assert.Equal([new SeqRange(2, 3)], entry.Doubled);
    }

    [Fact]
    public void What_the_gate_has_made_beyond_all_that_came_is_pending_not_missing()
    {
        var entry = Balance([1, 2], madeThrough: 9);
        Assert.Equal((7L, 9L, true), (entry.Pending, entry.MadeThrough, entry.IsBalanced));
    }

    [Fact]
    public void Absurd_claims_cost_neither_time_nor_memory()
    {
        var entry = Balance([RecordLimits.MaxSeq], shed: [new SeqRange(1, RecordLimits.MaxSeq)], madeThrough: RecordLimits.MaxSeq);
        Assert.Equal((0L, RecordLimits.MaxSeq - 1), (entry.MissingCount, entry.Shed));
    }

    [Theory]
    [InlineData("health 00c0ffee00c0ffee 12-340 352", "health", 330)]
    [InlineData("full 00c0ffee00c0ffee 7", "full", 1)]
    public void Lists_in_events_are_read(string detail, string reason, long count)
    {
        var list = SeqListDetail.TryParse(detail)!;
        Assert.Equal((reason, count, 0x00c0ffee00c0ffeeUL), (list.Reason, SeqRanges.Count(list.Seqs), list.Stream.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("health")]
    [InlineData("health 00c0ffee00c0ffee")]
    [InlineData("health c0ffee 1")]
    [InlineData("health 00c0ffee00c0ffee 9-1")]
    [InlineData("health 00c0ffee00c0ffee 0")]
    [InlineData("health 00c0ffee00c0ffee 1-2-3")]
    [InlineData("health 00c0ffee00c0ffee 99999999999999999999")]
    public void Other_texts_are_no_lists(string detail) => Assert.Null(SeqListDetail.TryParse(detail));

    [Fact]
    public void A_tally_knows_gaps_across_its_pages()
    {
        var tally = new SeqTally();
        foreach (var seq in new long[] { 65_535, 65_536, 200_000 })
            tally.Add(seq);
        Assert.Equal((3L, 65_535L, 200_000L), (tally.Count, tally.Min, tally.Max));
        Assert.Equal(
            [new SeqRange(1, 65_534), new SeqRange(65_537, 199_999), new SeqRange(200_001, 200_002)], tally.Missing(200_002));
        Assert.Equal([new SeqRange(1, 9)], new SeqTally().Missing(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add(0));
    }

    private static LedgerEntry Balance(
        long[] stored, List<SeqRange>? shed = null, List<SeqRange>? rejected = null, long madeThrough = 0)
    {
        var tally = new SeqTally();
        foreach (var seq in stored)
            tally.Add(seq);
        return Ledger.Balance(Gate, Stream, tally, shed ?? [], rejected ?? [], madeThrough);
    }
}
