using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>What a gate says that it still holds, and what it makes of the cloud's having lost it.</summary>
public sealed class HeldTests : IDisposable
{
    private readonly DiskBench _bench = new();

    public HeldTests() => _bench.LearnTime(OutboxBench.Noon);

    public void Dispose() => _bench.Dispose();

    private StreamId Stream => _bench.Outbox.Head.Stream;

    [Fact]
    public void Delivered_records_are_held_as_few_ranges_whenever_they_were_delivered_and_what_is_pending_or_refused_is_not()
    {
        AppendEvents(20);
        _bench.Deliver(new SeqRange(1, 5));
        Pass(TimeSpan.FromHours(3));
        _bench.Deliver(new SeqRange(6, 9), new SeqRange(12, 14));
        _bench.Outbox.Settle(Stream, [], [new RejectedRange(new SeqRange(15, 15), "seq")]);
        _bench.Settle();

        var held = _bench.Outbox.Held(OutboxPosition.Start);
        Assert.Null(held.Next);
        var entry = Assert.Single(held.Seqs);
        Assert.Equal((Stream, _bench.Outbox.SinceMicroseconds()), (entry.Stream, entry.SinceMicroseconds));
        Assert.Equal([new SeqRange(1, 9), new SeqRange(12, 14)], entry.Seqs);
        Assert.InRange(DateTimeOffset.UnixEpoch.AddMicroseconds(entry.SinceMicroseconds), OutboxBench.Noon, OutboxBench.Noon.AddMinutes(1));
    }

    [Fact]
    public void More_ranges_than_a_hello_holds_come_one_part_after_the_other_and_then_from_the_beginning()
    {
        AppendEvents(200);
        _bench.Deliver([.. Enumerable.Range(0, 70).Select(i => new SeqRange(2 * i + 1, 2 * i + 1))]);
        var parts = new List<HeldPart> { _bench.Outbox.Held(OutboxPosition.Start) };
        while (parts[^1].Next is { } next)
            parts.Add(_bench.Outbox.Held(next));
        Assert.Equal([32, 32, 6], parts.Select(part => Assert.Single(part.Seqs).Seqs.Count));
        Assert.Equal(
            Enumerable.Range(0, 70).Select(i => 2L * i + 1), parts.SelectMany(part => part.Seqs[0].Seqs).Select(range => range.First));
    }

    [Fact]
    public void Streams_of_other_boards_are_held_too_and_no_more_of_them_than_a_hello_holds()
    {
        for (var board = 1; board <= 10; board++)
        {
            _bench.Close();
            _bench.Board = $"board-{board}";
            AppendEvents(2);
            _bench.Deliver(new SeqRange(1, _bench.Outbox.Head.MadeThrough));
        }

        var first = _bench.Outbox.Held(OutboxPosition.Start);
        var second = _bench.Outbox.Held(first.Next!.Value);
        Assert.Equal((RecordLimits.MaxHeldStreams, 2), (first.Seqs.Count, second.Seqs.Count));
        Assert.Null(second.Next);
        Assert.Equal(10, first.Seqs.Concat(second.Seqs).Select(held => held.Stream).Distinct().Count());
    }

    [Fact]
    public void More_seqs_than_a_hello_holds_are_told_in_parts()
    {
        var most = RecordLimits.MaxHeldSeqs;
        SettledRange[] ranges = [new(new SeqRange(1, 10), SettledState.Delivered, 0, null), new(new SeqRange(21, most + 50L), SettledState.Delivered, 0, null)];
        StreamView[] streams = [new(new StreamId(1), 1, most + 90L, most + 90L, new SettledSeqs(ranges))];
        var first = HeldPart.Of(streams, OutboxPosition.Start, (_, _) => 0);
        Assert.Equal([new SeqRange(1, 10), new SeqRange(21, most + 10L)], first.Seqs[0].Seqs);
        Assert.Equal([new SeqRange(most + 11L, most + 50L)], HeldPart.Of(streams, first.Next!.Value, (_, _) => 0).Seqs[0].Seqs);
    }

    [Fact]
    public void What_is_lost_is_pending_again_as_it_was_and_an_event_says_so()
    {
        AppendEvents(10);
        var sent = _bench.ReadAll();
        _bench.Deliver(new SeqRange(1, 9));
        Assert.Equal(4, Replay(new SeqRange(2, 3), new SeqRange(7, 8)));
        Assert.Equal([2L, 3, 7, 8, 10, 11], _bench.ReadAll().Select(row => row.Record.Seq));
        Assert.Equal([sent[1], sent[2], sent[6], sent[7], sent[9]], _bench.ReadAll()[..5]);
        var told = Assert.IsType<GateEvent>(_bench.ReadAll()[^1].Record);
        Assert.Equal((GateEventType.DatabaseLost, $"4 sent again: {Stream} 2-3 7-8"), (told.Type, told.Detail));

        _bench.Crash(new Random(1));
        Assert.Equal([2L, 3, 7, 8, 10, 11], _bench.ReadAll().Select(row => row.Record.Seq));
        _bench.Deliver(new SeqRange(1, 11));
        Assert.Equal(0, _bench.Outbox.Depth);
    }

    [Fact]
    public void Of_what_is_lost_only_what_was_delivered_and_is_still_here_comes_again()
    {
        AppendEvents(8);
        _bench.Outbox.Settle(Stream, [new SeqRange(1, 4)], [new RejectedRange(new SeqRange(5, 6), "seq")]);
        _bench.Settle();
        using (var connection = _bench.Connect())
            OutboxFile.Run(connection, "DELETE FROM records WHERE id & 15 = 2");
        Assert.Equal(3, Replay(new SeqRange(1, 5_000)));
        Assert.Equal(0, ReplayOf(new StreamId(99), new SeqRange(1, 9)));
        Assert.Equal([1L, 3, 4, 7, 8, 9, 10], _bench.ReadAll().Select(row => row.Record.Seq));
    }

    [Fact]
    public void What_the_database_would_not_take_any_more_for_its_age_is_dropped_and_not_held_any_longer()
    {
        AppendEvents(4);
        Pass(TimeSpan.FromDays(2));
        AppendEvents(4);
        _bench.Deliver(new SeqRange(1, 8));
        var keepsSince = (OutboxBench.Noon.AddDays(1) - DateTimeOffset.UnixEpoch).Ticks / 10;
        Assert.Equal(3, Replay(keepsSince, new SeqRange(2, 7)));
        Assert.Equal([5L, 6, 7, 9], _bench.ReadAll().Select(row => row.Record.Seq));
        Assert.Equal([new SeqRange(1, 1), new SeqRange(8, 8)], _bench.Outbox.Held(OutboxPosition.Start).Seqs[0].Seqs);
        Assert.Equal(6, _bench.Number("SELECT count(*) FROM records"));
        _bench.Crash(new Random(1));
        Assert.Equal([5L, 6, 7, 9], _bench.ReadAll().Select(row => row.Record.Seq));
    }

    [Fact]
    public void What_is_said_to_be_lost_again_and_again_is_sent_ever_more_seldom_and_what_is_lost_for_the_first_time_at_once()
    {
        AppendEvents(100);
        _bench.Deliver(new SeqRange(1, 100));
        Assert.Equal(10, Replay(new SeqRange(1, 10)));
        var hours = Enumerable.Range(1, 100).Where(_ =>
        {
            _bench.Deliver(new SeqRange(1, 10));
            Pass(TimeSpan.FromHours(1));
            return Replay(new SeqRange(1, 10)) > 0;
        }).ToList();
        Assert.Equal([1, 3, 7, 15, 31, 55, 79], hours);

        _bench.Deliver(new SeqRange(1, 10));
        Assert.Equal(5, Replay(new SeqRange(8, 15)));
        Assert.Equal([11L, 12, 13, 14, 15], _bench.ReadAll().Select(row => row.Record.Seq).Where(seq => seq <= 100));
    }

    [Fact]
    public void One_event_tells_of_a_request_that_is_held_back_however_often_it_comes()
    {
        AppendEvents(5);
        _bench.Deliver(new SeqRange(1, 5));
        Replay(new SeqRange(1, 5));
        _bench.Deliver(new SeqRange(1, 6));
        for (var i = 0; i < 10; i++)
            Assert.Equal(0, Replay(new SeqRange(2, 4)));
        var told = Assert.IsType<GateEvent>(Assert.Single(_bench.ReadAll()).Record);
        Assert.Equal($"asked for again, not sent within 1 h: {Stream} 2-4", told.Detail);
    }

    [Fact]
    public void However_many_ranges_are_lost_the_event_that_tells_it_is_as_short_as_an_event_may_be()
    {
        AppendEvents(400);
        _bench.Deliver(new SeqRange(1, 400));
        Assert.Equal(200, Replay([.. Enumerable.Range(0, 200).Select(i => new SeqRange(2 * i + 1, 2 * i + 1))]));
        var told = Assert.IsType<GateEvent>(_bench.ReadAll()[^1].Record);
        Assert.InRange(told.Detail.Length, 100, RecordLimits.MaxDetailBytes);
        Assert.EndsWith(" and more", told.Detail, StringComparison.Ordinal);
    }

    private void AppendEvents(int count) => _bench.Append([.. Enumerable.Range(0, count).Select(_ => Make.Event(GateEventType.DoorOpened))]);

    private void Pass(TimeSpan time) => _bench.Clock.Advance(time);

    private long Replay(params SeqRange[] lost) => Replay(0, lost);

    private long Replay(long keepsSince, params SeqRange[] lost) => ReplayOf(Stream, keepsSince, lost);

    private long ReplayOf(StreamId stream, params SeqRange[] lost) => ReplayOf(stream, 0, lost);

    private long ReplayOf(StreamId stream, long keepsSince, SeqRange[] lost)
    {
        var replay = _bench.Outbox.ReplayAsync([new LostSeqs(stream, lost)], keepsSince, CancellationToken.None);
        _bench.Settle();
        Assert.True(replay.IsCompletedSuccessfully);
        return replay.Result;
    }
}
