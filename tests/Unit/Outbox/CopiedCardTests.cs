using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>
/// A card that was copied while what it had was not welcomed: of what all copies have, nothing may come twice, though nobody knows
/// beforehand how much that is.
/// </summary>
public sealed class CopiedCardTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_the_copy_that_went_on_had_too_keeps_its_name_and_only_what_was_made_since_begins_a_stream()
    {
        var image = await MakeImageAsync(knowsTime: true);
        await MakeOwnAsync();

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, Found(_bench.Outbox.AskedSeq()), CancellationToken.None));

        var rows = _bench.ReadAll();
        Assert.Equal(
            [ScreeningOutcome.Manual, ScreeningOutcome.Normal, ScreeningOutcome.Fever],
            rows.Where(row => row.Stream == image.Stream).Select(row => row.Record).OfType<Screening>().Select(screening => screening.Outcome));
        Assert.Equal(
            [ScreeningOutcome.Retry],
            rows.Where(row => row.Stream != image.Stream).Select(row => row.Record).OfType<Screening>().Select(screening => screening.Outcome));
    }

    [Fact]
    public async Task The_time_in_service_that_both_copies_know_of_is_told_once()
    {
        var image = await MakeImageAsync(knowsTime: true);
        await MakeOwnAsync();

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, Found(_bench.Outbox.AskedSeq()), CancellationToken.None));

        var own = _bench.ReadAll().Where(row => row.Stream != image.Stream).Select(row => row.Record).OfType<Summary>();
        Assert.Equal(0, own.Sum(summary => summary.InServiceSeconds));
    }

    [Fact]
    public async Task A_copy_that_went_on_no_further_leaves_the_stream_as_it_is()
    {
        var image = await MakeImageAsync(knowsTime: true);
        await MakeOwnAsync();

        Assert.False(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough, Found(image.MadeThrough), CancellationToken.None));

        Assert.All(_bench.ReadAll(), row => Assert.Equal(image.Stream, row.Stream));
        Assert.Equal(0, _bench.Outbox.AskedSeq());
    }

    /// <summary>None to ask about is an answer too, by which all would be sent under other names.</summary>
    [Fact]
    public void What_can_not_be_read_now_is_not_taken_for_nothing_to_ask_about()
    {
        using var bench = new DiskBench();
        bench.Append(Make.Event(), Make.Event());
        bench.Crash(new Random(1));
        bench.Append(Make.Event());
        bench.Disk.Faults.FailingReads = 2;
        Assert.Throws<OutboxUnavailableException>(() => bench.Outbox.AskedSeq());
    }

    [Fact]
    public async Task Where_the_cloud_has_another_record_under_the_seq_nothing_is_sent_under_its_name()
    {
        var image = await MakeImageAsync(knowsTime: true);
        await MakeOwnAsync();
        var asked = Found(_bench.Outbox.AskedSeq());

        Assert.True(await _bench.Outbox.WelcomeAsync(
            image.Stream, image.MadeThrough + 20, asked with { Microseconds = asked.Microseconds + 1000 }, CancellationToken.None));

        Assert.Equal([1], _bench.ReadAll().Where(row => row.Stream == image.Stream).Select(row => row.Record.Seq));
    }

    [Fact]
    public async Task A_boot_that_never_knew_the_time_is_placed_by_each_copy_and_gets_new_seqs()
    {
        var image = await MakeImageAsync(knowsTime: false);
        await MakeOwnAsync();
        OutboxBench.WaitFor(() => _bench.ReadAll().Count(row => row.Record is Screening) == 4);

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, Found(_bench.Outbox.AskedSeq()), CancellationToken.None));

        Assert.DoesNotContain(
            _bench.ReadAll(), row => row.Stream == image.Stream && row.Record is Screening { Outcome: not ScreeningOutcome.Manual });
    }

    [Fact]
    public async Task A_boot_that_never_knew_the_time_is_shared_where_a_later_one_on_the_image_learned_it()
    {
        await MakeImageAsync(knowsTime: false);
        _bench.LearnTime(OutboxBench.Noon + TimeSpan.FromHours(1));
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3800));
        OutboxBench.WaitFor(() => _bench.ReadAll().Count(row => row.Record is Screening) == 4);
        Reboot();
        var image = _bench.Outbox.Head;
        await MakeOwnAsync();

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, Found(_bench.Outbox.AskedSeq()), CancellationToken.None));

        Assert.Equal(4, _bench.ReadAll().Count(row => row.Stream == image.Stream && row.Record is Screening));
        Assert.Equal(1, _bench.ReadAll().Count(row => row.Stream != image.Stream && row.Record is Screening));
    }

    [Fact]
    public async Task What_was_made_before_a_boot_that_never_knew_the_time_keeps_its_name()
    {
        await MakeImageAsync(knowsTime: true);
        var timed = _bench.Outbox.Head;
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3800));
        Reboot();
        await MakeOwnAsync();
        OutboxBench.WaitFor(() => _bench.ReadAll().Count(row => row.Record is Screening) == 5);

        Assert.Equal(timed.MadeThrough, _bench.Outbox.AskedSeq());
        Assert.True(await _bench.Outbox.WelcomeAsync(timed.Stream, timed.MadeThrough + 20, Found(timed.MadeThrough), CancellationToken.None));

        Assert.Equal(3, _bench.ReadAll().Count(row => row.Stream == timed.Stream && row.Record is Screening));
        Assert.Equal(2, _bench.ReadAll().Count(row => row.Stream != timed.Stream && row.Record is Screening));
    }

    [Fact]
    public async Task Two_copies_of_what_was_made_offline_begin_the_same_stream_with_it_and_send_what_is_their_own_in_others()
    {
        var image = await MakeImageAsync(knowsTime: true);
        _bench.Close();
        var files = Directory.GetFiles(_bench.Folder).ToDictionary(file => file, File.ReadAllBytes);
        await MakeOwnAsync();
        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, null, CancellationToken.None));
        var first = _bench.Outbox.Head;
        var sent = _bench.ReadAll().Where(row => row.Stream == first.Stream).Select(row => row.Record).ToList();
        Assert.False(await _bench.Outbox.WelcomeAsync(first.Stream, 0, null, CancellationToken.None));
        _bench.Close();
        foreach (var (file, bytes) in files)
            await File.WriteAllBytesAsync(file, bytes);
        _bench.Clock.Reboot();
        await MakeOwnAsync();

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, null, CancellationToken.None));
        Assert.Equal(first.Stream, _bench.Outbox.Head.Stream);
        var asked = sent.Single(record => record.Seq == _bench.Outbox.AskedSeq());
        Assert.True(await _bench.Outbox.WelcomeAsync(
            first.Stream, first.MadeThrough, new FoundRecord(asked.Seq, asked.Time.Microseconds), CancellationToken.None));

        var rows = _bench.ReadAll();
        Assert.All(rows.Where(row => row.Stream == first.Stream), row => Assert.Equal(sent.Single(record => record.Seq == row.Record.Seq), row.Record));
        Assert.Equal(
            [ScreeningOutcome.Normal, ScreeningOutcome.Fever],
            rows.Where(row => row.Stream == first.Stream).Select(row => row.Record).OfType<Screening>().Select(screening => screening.Outcome));
        Assert.Equal(
            [ScreeningOutcome.Retry],
            rows.Where(row => row.Stream == _bench.Outbox.Head.Stream).Select(row => row.Record).OfType<Screening>().Select(screening => screening.Outcome));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public async Task A_stream_that_began_in_a_boot_without_the_time_is_not_sent_under_its_name_if_a_copy_has_sent_it(long highestSeq)
    {
        await _bench.AppendAsync(Make.Screening());
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        var old = _bench.Outbox.Head.Stream;
        Reboot();
        await MakeOwnAsync();

        Assert.True(await _bench.Outbox.WelcomeAsync(old, highestSeq, null, CancellationToken.None));

        OutboxBench.WaitFor(() => _bench.ReadAll().Count(row => row.Record is Screening) == 3);
        Assert.All(_bench.ReadAll(), row => Assert.NotEqual(old, row.Stream));
    }

    [Fact]
    public async Task What_waited_for_its_time_keeps_its_name_where_the_cloud_has_nothing_as_new()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Manual));
        var old = _bench.Outbox.Head;
        Reboot();
        await _bench.AppendAsync(Make.Screening());
        Reboot();
        await MakeOwnAsync();

        Assert.False(await _bench.Outbox.WelcomeAsync(old.Stream, old.MadeThrough, null, CancellationToken.None));

        OutboxBench.WaitFor(() => _bench.ReadAll().Count(row => row.Record is Screening) == 3);
        Assert.All(_bench.ReadAll(), row => Assert.Equal(old.Stream, row.Stream));
    }

    [Fact]
    public async Task Nothing_is_asked_for_while_all_is_of_this_boot_or_welcomed()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        Assert.Equal(0, _bench.Outbox.AskedSeq());
        _bench.Reopen();
        await _bench.AppendAsync(Make.Screening());
        Assert.Equal(0, _bench.Outbox.AskedSeq());
        _bench.Close();
        _bench.Clock.Reboot();

        var offline = _bench.Outbox.Head.MadeThrough;
        await _bench.AppendAsync(Make.Screening());
        Assert.Equal(offline, _bench.Outbox.AskedSeq());
        await _bench.Outbox.WelcomeAsync(_bench.Outbox.Head.Stream, 0, null, CancellationToken.None);
        Assert.Equal(0, _bench.Outbox.AskedSeq());
    }

    /// <summary>One record that was welcomed, and a boot whose records were not; then the power goes.</summary>
    [Fact]
    public async Task In_another_board_what_a_copy_made_offline_is_told_under_no_seq_that_the_one_which_went_on_has_used()
    {
        var image = await MakeImageAsync(knowsTime: true);
        await MakeOwnAsync();
        _bench.Board = "board-2";
        Reboot();
        _bench.LearnTime(OutboxBench.Noon + TimeSpan.FromHours(4));
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Normal, 3650));
        Assert.Equal(image.Stream, _bench.Outbox.Head.Stream);

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, image.MadeThrough + 20, Found(image.MadeThrough), CancellationToken.None));

        Assert.Equal(image.MadeThrough, _bench.ReadAll().Where(row => row.Stream == image.Stream).Max(row => row.Record.Seq));
        Assert.Equal(
            [ScreeningOutcome.Retry, ScreeningOutcome.Normal],
            _bench.ReadAll().Where(row => row.Stream == _bench.Outbox.Head.Stream).Select(row => row.Record).OfType<Screening>().Select(screening => screening.Outcome));
    }

    [Fact]
    public async Task In_another_board_a_card_of_which_no_copy_went_on_keeps_what_it_made_and_begins_a_stream_with_the_welcome()
    {
        var image = await MakeImageAsync(knowsTime: true);
        _bench.Board = "board-2";
        Reboot();
        _bench.LearnTime(OutboxBench.Noon + TimeSpan.FromHours(4));
        var made = _bench.Outbox.Head.MadeThrough;

        Assert.True(await _bench.Outbox.WelcomeAsync(image.Stream, 1, Found(1), CancellationToken.None));

        Assert.NotEqual(image.Stream, _bench.Outbox.Head.Stream);
        Assert.Equal(made, _bench.ReadAll().Where(row => row.Stream == image.Stream).Max(row => row.Record.Seq));
        Assert.Equal("card of board board-1", ((GateEvent)_bench.ReadAll().Single(row => row.Stream != image.Stream).Record).Detail);
        Assert.False(await _bench.Outbox.WelcomeAsync(_bench.Outbox.Head.Stream, 0, null, CancellationToken.None));
    }

    private async Task<(StreamId Stream, long MadeThrough)> MakeImageAsync(bool knowsTime)
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Manual));
        await _bench.Outbox.WelcomeAsync(_bench.Outbox.Head.Stream, 0, null, CancellationToken.None);
        Reboot();
        if (knowsTime)
            _bench.LearnTime(OutboxBench.Noon + TimeSpan.FromMinutes(5));
        await _bench.AppendAsync(Make.Screening());
        await ServeAsync(TimeSpan.FromMinutes(10));
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever, 3900));
        Reboot();
        return (_bench.Outbox.Head.Stream, _bench.Outbox.Head.MadeThrough);
    }

    private async Task MakeOwnAsync()
    {
        await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Retry));
        _bench.LearnTime(OutboxBench.Noon + TimeSpan.FromHours(3));
    }

    private async Task ServeAsync(TimeSpan time)
    {
        var from = _bench.Clock.Now;
        _bench.Clock.Advance(time);
        await _bench.Outbox.AddServiceAsync(from, _bench.Clock.Now, additionsToo: false);
    }

    private void Reboot()
    {
        _bench.Close();
        _bench.Clock.Reboot();
        _ = _bench.Outbox;
    }

    private FoundRecord Found(long seq) => new(seq, _bench.ReadAll().Single(row => row.Record.Seq == seq).Record.Time.Microseconds);
}
