using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.DeviceSim.Fleet;

public sealed class MemoryOutboxTests
{
    private static readonly StreamId Stream = new(7);

    private static readonly RecordTime Time = new(1_767_225_600_000_000, 3_000);

    private readonly MemoryOutbox _outbox = new(Stream);

    [Fact]
    public void Records_get_seqs_without_gaps_and_are_read_in_order()
    {
        Append(5);

        var read = _outbox.Read(OutboxPosition.Start, false, 500, int.MaxValue);

        Assert.Equal([1, 2, 3, 4, 5], read.Records.Select(record => record.Seq));
        Assert.Equal((Stream, 5), (read.Stream, read.MadeThrough));
        Assert.Equal(5, _outbox.Head.MadeThrough);
    }

    [Fact]
    public void Reading_goes_on_after_a_position_and_ends_with_none()
    {
        Append(5);
        var first = _outbox.Read(OutboxPosition.Start, false, 3, int.MaxValue);

        var second = _outbox.Read(first.Last, false, 3, int.MaxValue);

        Assert.Equal([4, 5], second.Records.Select(record => record.Seq));
        Assert.Empty(_outbox.Read(second.Last, false, 3, int.MaxValue).Records);
    }

    [Fact]
    public void At_least_one_record_comes_however_few_bytes_are_allowed()
    {
        Append(3);

        Assert.Single(_outbox.Read(OutboxPosition.Start, false, 500, 1).Records);
    }

    [Fact]
    public void Settled_records_are_not_read_again_and_counted_once()
    {
        Append(6);

        _outbox.Settle(Stream, [new SeqRange(2, 3)], [new RejectedRange(new SeqRange(5, 5), "body_out_of_range")]);
        _outbox.Settle(Stream, [new SeqRange(3, 3)], []);

        Assert.Equal([1, 4, 6], _outbox.Read(OutboxPosition.Start, false, 500, int.MaxValue).Records.Select(record => record.Seq));
        Assert.Equal((3, 2, 1), (_outbox.Pending, _outbox.Stored, _outbox.Rejected));
    }

    [Fact]
    public void An_ack_for_what_was_never_made_or_of_another_stream_frees_nothing()
    {
        Append(2);

        _outbox.Settle(Stream, [new SeqRange(3, 900)], []);
        _outbox.Settle(new StreamId(8), [new SeqRange(1, 2)], []);

        Assert.Equal((2, 0), (_outbox.Pending, _outbox.Stored));
        Append(1);
        Assert.Equal(3, _outbox.Head.MadeThrough);
    }

    [Fact]
    public void Seqs_go_on_after_many_were_settled()
    {
        for (var round = 0; round < 50; round++)
        {
            Append(10);
            _outbox.Settle(Stream, [new SeqRange(1, _outbox.Head.MadeThrough - 1)], []);
        }

        var read = _outbox.Read(OutboxPosition.Start, false, 500, int.MaxValue);
        Assert.Equal([500], read.Records.Select(record => record.Seq));
        Assert.Equal((1, 499), (_outbox.Pending, _outbox.Stored));
    }

    [Fact]
    public void A_full_outbox_refuses_and_counts_and_makes_nothing()
    {
        var small = new MemoryOutbox(Stream, maxRecords: 2);
        var made = Enumerable.Range(0, 4).Select(_ => small.TryAppend(Make)).ToList();

        Assert.Equal([true, true, false, false], made);
        Assert.Equal((2, 2, 2), (small.Pending, small.Refused, small.Head.MadeThrough));
    }

    [Fact]
    public void Urgent_records_are_told_and_read_apart()
    {
        var told = new List<OutboxChange>();
        _outbox.Readable += told.Add;
        Append(2);
        _outbox.TryAppend(seq => new GateEvent { Seq = seq, Time = Time, Type = GateEventType.Tamper });

        Assert.Equal([false, false, true], told.Select(change => change.Urgent));
        Assert.Equal([3], _outbox.Read(OutboxPosition.Start, true, 500, int.MaxValue).Records.Select(record => record.Seq));
    }

    [Fact]
    public async Task A_cloud_that_has_more_than_was_made_is_a_broken_invariant()
    {
        Append(2);

        Assert.False(await _outbox.WelcomeAsync(Stream, 2, null, CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _outbox.WelcomeAsync(Stream, 3, null, CancellationToken.None));
    }

    private static Passage Make(long seq) => new()
    {
        Seq = seq,
        Time = Time,
        Direction = PassageDirection.Inward,
        End = PassageEnd.Completed,
    };

    private void Append(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(_outbox.TryAppend(Make));
    }
}
