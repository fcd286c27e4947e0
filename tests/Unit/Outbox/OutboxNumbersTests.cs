using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>Numbers of a stream that damage has made into others, in pages that SQLite finds nothing wrong with.</summary>
public sealed class OutboxNumbersTests : IDisposable
{
    private const int Made = 40;
    private const int Delivered = 10;

    private readonly DiskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("streams SET floor_seq = 900000000000000000", "floor_seq")]
    [InlineData("streams SET floor_seq = 1000000000001", "floor_seq")]
    [InlineData("streams SET floor_seq = 900000000000", "floor_seq")]
    [InlineData("streams SET floor_seq = -1", "floor_seq")]
    [InlineData("streams SET trusted_seq = -1", "trusted_seq")]
    [InlineData("streams SET trusted_seq = 41", "trusted_seq")]
    [InlineData("streams SET counted_seq = -1", "counted_seq")]
    [InlineData("streams SET counted_seq = 41", "counted_seq")]
    [InlineData("streams SET dropped = -1", "dropped")]
    [InlineData("streams SET dropped = 31", "dropped")]
    [InlineData("streams SET dropped = 9000000000000000000", "dropped")]
    [InlineData("settled SET first = 0", "settled")]
    [InlineData("settled SET first = 11", "settled")]
    [InlineData("settled SET last = 41", "settled")]
    [InlineData("settled SET last = 9000000000000000000", "settled")]
    [InlineData("settled SET state = 9", "settled")]
    public void A_number_that_can_not_be_is_damage_and_told_and_what_is_pending_keeps_stream_and_seq(string change, string field)
    {
        var stream = Fill();
        Change("UPDATE " + change);
        _bench.LearnTime(OutboxBench.Noon.AddMinutes(1));
        var rows = _bench.ReadAll();
        Assert.NotEqual(stream, _bench.Outbox.Head.Stream);
        Assert.Equal(
            Enumerable.Range(Delivered + 1, Made - Delivered).Select(seq => (long)seq),
            rows.Where(row => row.Stream == stream && row.Record.Seq > Delivered).Select(row => row.Record.Seq));
        var told = Assert.Single(rows.Select(row => row.Record).OfType<GateEvent>(), happening => happening.Type == GateEventType.OutboxSetAside);
        Assert.Contains(field, told.Detail, StringComparison.Ordinal);

        // What the cloud may have had is sent once more, which it stores once.
        var taken = field == "settled" ? Made : Made - Delivered;
        Assert.Contains($"{taken} pending taken over, 0 lost", told.Detail, StringComparison.Ordinal);
    }

    /// <summary>All that was made is delivered, and dropped since: nothing but numbers tell how far it was made.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(39)]
    public void A_stream_that_seems_to_be_made_less_far_than_it_was_answered_for_gives_no_seq_again(int floor)
    {
        var stream = Fill();
        Change($"DELETE FROM records; UPDATE settled SET last = {Made}, state = {(int)SettledState.Gone}; UPDATE streams SET floor_seq = {floor}");
        Assert.NotNull(_bench.Append(Make.Event()));
        Assert.NotEqual(stream, _bench.Outbox.Head.Stream);
    }

    [Fact]
    public void Numbers_that_nothing_contradicts_are_gone_by()
    {
        var stream = Fill();
        Change($"DELETE FROM records; UPDATE settled SET last = {Made}, state = {(int)SettledState.Gone}; UPDATE streams SET floor_seq = {Made}");
        Assert.Equal([Made + 1], _bench.Append(Make.Event()));
        Assert.Equal(stream, _bench.Outbox.Head.Stream);
    }

    private StreamId Fill()
    {
        _bench.LearnTime(OutboxBench.Noon);
        for (var i = 0; i < Made; i++)
            Assert.NotNull(_bench.Append(Make.Screening()));
        _bench.Deliver(new SeqRange(1, Delivered));
        var stream = _bench.Outbox.Head.Stream;
        _bench.Close();
        return stream;
    }

    private void Change(string sql)
    {
        using var connection = _bench.Connect();
        OutboxFile.Run(connection, sql);
    }
}
