using Checkpoint.CloudIngest.Ingest;
using Checkpoint.Contract;

namespace Checkpoint.Tests.Unit.Ingest;

public sealed class GateWatchTests
{
    private static readonly GateId Gate = GateId.Parse("gate-1");

    private static readonly StreamId Stream = new(1);

    private readonly GateWatch _watch = new(TimeProvider.System);

    public GateWatchTests() => _watch.Saw(Gate, Stream, 1_000);

    [Fact]
    public void What_is_stored_again_is_known_by_its_seqs_in_whatever_order_they_come()
    {
        Assert.Equal(0, Stored(new SeqRange(100, 109)));
        Assert.Equal(0, Stored(new SeqRange(1, 10), new SeqRange(20, 29)));
        Assert.Equal(4, Stored(new SeqRange(9, 12), new SeqRange(28, 32)));
        Assert.Equal(10, Stored(new SeqRange(95, 115)));
        Assert.Equal(60, _watch.Find(Gate)!.StoredRecords);
    }

    [Fact]
    public void Another_stream_begins_anew_and_a_former_one_is_no_repetition()
    {
        Stored(new SeqRange(1, 10));
        _watch.Saw(Gate, new StreamId(2), 10);
        Assert.Equal(0, _watch.Stored(Gate, new StreamId(2), [new SeqRange(1, 10)]));
        Assert.Equal(0, Stored(new SeqRange(1, 10)));
    }

    [Fact]
    public void Of_more_ranges_than_are_kept_the_highest_are()
    {
        for (var first = 1; first <= 2_000; first += 2)
            Stored(new SeqRange(first, first));
        Assert.Equal(0, Stored(new SeqRange(1, 1)));
        Assert.Equal(1, Stored(new SeqRange(1_999, 1_999)));
    }

    [Fact]
    public void A_gate_that_was_never_seen_has_stored_nothing_before() =>
        Assert.Equal(0, _watch.Stored(GateId.Parse("gate-2"), Stream, [new SeqRange(1, 1)]));

    private long Stored(params SeqRange[] ranges) => _watch.Stored(Gate, Stream, ranges);
}
