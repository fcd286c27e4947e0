using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>A database that was put back from an older copy asks again for what it had.</summary>
public sealed class OutboxReplayTests : IDisposable
{
    private readonly DiskBench _bench = new();

    public OutboxReplayTests() => _bench.LearnTime(OutboxBench.Noon);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_was_delivered_above_the_clouds_highest_seq_is_pending_again_as_it_was()
    {
        AppendEvents(10);
        var sent = _bench.ReadAll();
        _bench.Deliver(new SeqRange(1, 9));
        Assert.Equal(5, Replay(4));
        Assert.Equal(6, _bench.Outbox.Depth);
        Assert.Equal(sent[4..], _bench.ReadAll());

        _bench.Crash(new Random(1));
        Assert.Equal(sent[4..], _bench.ReadAll());
        _bench.Deliver(new SeqRange(5, 10));
        Assert.Equal(0, _bench.Outbox.Depth);
    }

    [Fact]
    public void A_cloud_that_has_all_of_it_gets_nothing_again()
    {
        AppendEvents(5);
        _bench.Deliver(new SeqRange(1, 5));
        Assert.Equal(0, Replay(5));
        Assert.Equal(0, Replay(900));
        Assert.Equal(0, _bench.Outbox.Depth);
    }

    [Fact]
    public void What_was_refused_or_dropped_stays_so()
    {
        AppendEvents(6);
        _bench.Outbox.Settle(_bench.Outbox.Head.Stream, [new SeqRange(1, 4)], [new RejectedRange(new SeqRange(5, 6), "seq")]);
        _bench.Settle();
        using (var connection = _bench.Connect())
            OutboxFile.Run(connection, "DELETE FROM records WHERE id & 15 = 2");
        Assert.Equal(3, Replay(0));
        Assert.Equal([1L, 3, 4, 7], _bench.ReadAll().Select(row => row.Record.Seq));
        Assert.Equal(4, _bench.Outbox.Depth);
    }

    [Fact]
    public void A_cloud_that_knows_nothing_of_the_stream_gets_the_earlier_ones_too()
    {
        AppendEvents(3);
        _bench.Deliver(new SeqRange(1, 3));
        var earlier = _bench.Outbox.Head.Stream;
        _bench.Close();
        _bench.Board = "board-2";
        AppendEvents(1);
        _bench.Deliver(new SeqRange(1, 2));
        Assert.Equal(0, Replay(2));
        Assert.Equal(1, Replay(1));
        _bench.Deliver(new SeqRange(2, 2));
        Assert.Equal(5, Replay(0));
        Assert.Equal(3, _bench.ReadAll().Count(row => row.Stream == earlier));
    }

    [Fact]
    public async Task A_word_on_another_stream_than_the_newest_changes_nothing()
    {
        AppendEvents(3);
        _bench.Deliver(new SeqRange(1, 3));
        Assert.Equal(0, await _bench.Outbox.ReplayAsync(new StreamId(99), 0, CancellationToken.None));
    }

    private void AppendEvents(int count) => _bench.Append([.. Enumerable.Range(0, count).Select(_ => Make.Event(GateEventType.DoorOpened))]);

    private long Replay(long highestSeq)
    {
        var replay = _bench.Outbox.ReplayAsync(_bench.Outbox.Head.Stream, highestSeq, CancellationToken.None);
        _bench.Settle();
        Assert.True(replay.IsCompletedSuccessfully);
        return replay.Result;
    }
}
