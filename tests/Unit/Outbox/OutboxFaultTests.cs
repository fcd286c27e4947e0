using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Tests.Unit.Outbox;

public sealed class OutboxFaultTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_was_appended_survives_a_power_cut_at_that_moment()
    {
        _bench.LearnTime(OutboxBench.Noon);
        using var after = new OutboxBench();
        for (var round = 1; round <= 10; round++)
        {
            await _bench.AppendManyAsync(round, _ => Make.Event());
            var made = _bench.Outbox.Head.MadeThrough;
            CopyFiles(_bench.Folder, after.Folder);
            Assert.Equal(made, after.Outbox.Head.MadeThrough);
            Assert.Equal(_bench.Outbox.Head.Stream, after.Outbox.Head.Stream);
            Assert.Equal(made + 1, await after.AppendAsync(Make.Event()));
            after.Close();
        }
    }

    [Fact]
    public async Task A_card_from_another_board_begins_a_new_stream_and_keeps_the_old_records()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        var old = _bench.Outbox.Head.Stream;
        _bench.Close();
        _bench.Board = "board-2";
        var now = _bench.Outbox.Head;
        Assert.NotEqual(old, now.Stream);
        var rows = _bench.ReadAll();
        Assert.Equal([old, old, now.Stream], rows.Select(row => row.Stream));
        Assert.Equal(1, ((Summary)rows[1].Record).Normal);
        Assert.Equal("card of board board-1", ((GateEvent)rows[2].Record).Detail);
    }

    [Fact]
    public async Task A_restored_card_gives_what_it_made_since_new_seqs_in_a_new_stream()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(3, _ => Make.Event());
        var old = _bench.Outbox.Head.Stream;
        Assert.False(await _bench.Outbox.WelcomeAsync(old, 0, null, CancellationToken.None));
        _bench.Reopen();
        var first = await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Retry));
        await _bench.AppendAsync(Make.Screening() with { FirstSeq = first });
        await _bench.AppendAsync(Make.Screening() with { FirstSeq = 2 });

        Assert.True(await _bench.Outbox.WelcomeAsync(old, 20, null, CancellationToken.None));
        var rows = _bench.ReadAll();
        Assert.Equal([1, 2, 3], rows.Where(row => row.Stream == old).Select(row => row.Record.Seq));
        var moved = rows.Where(row => row.Stream != old).Select(row => row.Record).ToList();
        Assert.Equal([1, 2, 3, 4], moved.Select(record => record.Seq));
        Assert.Equal(1, ((Screening)moved[1]).FirstSeq);
        Assert.Null(((Screening)moved[2]).FirstSeq);
        Assert.Equal(GateEventType.StreamBegun, ((GateEvent)moved[3]).Type);
        Assert.Equal(7, _bench.Outbox.Depth);
        Assert.False(await _bench.Outbox.WelcomeAsync(old, 20, null, CancellationToken.None));
        _bench.Reopen();
        Assert.Equal(3, Assert.Single(_bench.ReadAll().Skip(7).Select(row => row.Record).Cast<Summary>()) is var hour ? hour.Normal + hour.Retry : 0);
    }

    [Fact]
    public async Task References_follow_what_gets_new_seqs_and_none_is_made_to_a_seq_of_the_stream_before()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(30, _ => Make.Event());
        var old = _bench.Outbox.Head.Stream;
        _bench.Reopen();
        var fever = await _bench.AppendAsync(Make.Screening(ScreeningOutcome.Fever));
        await _bench.AppendAsync(Make.Event(GateEventType.ManualFever) with { ScreeningSeq = fever });
        await _bench.AppendAsync(Make.Event(GateEventType.ManualFever) with { ScreeningSeq = 3 });
        Assert.True(await _bench.Outbox.WelcomeAsync(old, 50, null, CancellationToken.None));

        await _bench.AppendAsync(Make.Passage() with { ScreeningSeq = fever });
        await _bench.AppendAsync(Make.Passage() with { ScreeningSeq = 2 });
        await _bench.AppendAsync(Make.Passage() with { ScreeningSeq = 1 });

        var made = _bench.ReadAll().Where(row => row.Stream != old).Select(row => row.Record).ToList();
        Assert.Equal([1, null], made.OfType<GateEvent>().Where(verdict => verdict.Type == GateEventType.ManualFever).Select(verdict => verdict.ScreeningSeq));
        Assert.Equal([null, null, 1], made.OfType<Passage>().Select(passage => passage.ScreeningSeq));
        Assert.All(made, record => Assert.Null(RecordRules.Check(record)));
    }

    [Fact]
    public async Task A_restored_card_that_made_more_than_the_cloud_has_before_it_was_welcomed_gives_them_new_seqs()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(3, _ => Make.Event());
        var old = _bench.Outbox.Head.Stream;
        _bench.Reopen();
        await _bench.AppendManyAsync(30, _ => Make.Event());

        Assert.True(await _bench.Outbox.WelcomeAsync(old, 20, null, CancellationToken.None));
        Assert.Equal([1, 2, 3], _bench.ReadAll().Where(row => row.Stream == old).Select(row => row.Record.Seq));
        Assert.Equal(34, _bench.Outbox.Depth);
    }

    [Fact]
    public async Task What_was_sent_of_a_new_stream_is_not_taken_for_a_copys_after_a_restart()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(5, _ => Make.Event());
        var stream = _bench.Outbox.Head.Stream;
        _bench.Reopen();
        await _bench.AppendAsync(Make.Event());

        Assert.False(await _bench.Outbox.WelcomeAsync(stream, 5, null, CancellationToken.None));
        Assert.Equal(6, _bench.Outbox.Depth);
    }

    [Fact]
    public async Task A_cloud_that_claims_more_than_a_welcomed_outbox_made_gets_nothing_twice()
    {
        _bench.LearnTime(OutboxBench.Noon);
        var old = _bench.Outbox.Head.Stream;
        Assert.False(await _bench.Outbox.WelcomeAsync(old, 0, null, CancellationToken.None));
        await _bench.AppendManyAsync(3, _ => Make.Event());

        Assert.True(await _bench.Outbox.WelcomeAsync(old, RecordLimits.MaxSeq, null, CancellationToken.None));
        Assert.Equal([old, old, old, _bench.Outbox.Head.Stream], _bench.ReadAll().Select(row => row.Stream));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_set_aside_and_reported()
    {
        _ = _bench.Outbox;
        var old = _bench.Outbox.Head.Stream;
        _bench.Close();
        await File.WriteAllTextAsync(Path.Combine(_bench.Folder, "outbox.db"), new string('x', 9000));
        Assert.NotEqual(old, _bench.Outbox.Head.Stream);
        _bench.LearnTime(OutboxBench.Noon);
        OutboxBench.WaitFor(() => _bench.ReadAll().Count == 1);
        var report = (GateEvent)_bench.ReadAll()[0].Record;
        Assert.Equal(GateEventType.OutboxSetAside, report.Type);
        Assert.StartsWith("outbox.damaged-1.db:", report.Detail, StringComparison.Ordinal);
        Assert.Equal(9000, new FileInfo(Path.Combine(_bench.Folder, "outbox.damaged-1.db")).Length);
    }

    [Fact]
    public async Task Damage_met_while_reading_is_set_aside_and_appends_go_on()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendManyAsync(2000, _ => Make.Screening());
        _bench.Close();
        var path = Path.Combine(_bench.Folder, "outbox.db");
        using (var file = File.OpenWrite(path))
        {
            var garbage = new byte[4096];
            Array.Fill(garbage, (byte)0xA5);
            for (var page = 12; page < file.Length / 4096; page++)
            {
                file.Position = page * 4096L;
                file.Write(garbage);
            }
        }

        OutboxBench.WaitFor(() =>
        {
            _bench.ReadAll();
            return File.Exists(Path.Combine(_bench.Folder, "outbox.damaged-1.db"));
        });
        Assert.Equal(2, await _bench.AppendAsync(Make.Screening()));
    }

    [Fact]
    public async Task A_full_disk_fails_the_append_and_the_next_goes_on_when_there_is_room()
    {
        _bench.Options = _bench.Options with { FenceBytes = 40 * 4096 };
        var outbox = _bench.Outbox;
        await Assert.ThrowsAsync<OutboxUnavailableException>(async () =>
        {
            // Fevers whose time is not known go last, but go they do: only what may never be dropped fills the disk.
            for (var i = 0; i < 1000; i++)
                await _bench.AppendManyAsync(10, _ => Make.Event(GateEventType.StreamBegun) with { Detail = new string('d', 250) });
        });
        var made = outbox.Head.MadeThrough;
        Assert.Equal(made, outbox.Depth);
        Assert.True(outbox.IsOverfull);
        _bench.Close();
        _bench.Options = _bench.Options with { FenceBytes = null };
        Assert.Equal(made + 1, await _bench.AppendAsync(Make.Event()));
    }

    [Fact]
    public async Task A_full_disk_drops_what_is_least_rather_than_fail()
    {
        _bench.Options = _bench.Options with { FenceBytes = 50 * 4096 };
        _bench.LearnTime(OutboxBench.Noon);
        for (var i = 0; i < 60; i++)
            await _bench.AppendManyAsync(100, _ => Make.Health());
        Assert.Contains(_bench.ReadAll(), row => row.Record is GateEvent { Type: GateEventType.Shed });
    }

    [Fact]
    public async Task A_full_outbox_drops_in_order_and_lists_every_seq_it_dropped()
    {
        _bench.Options = _bench.Options with { MaxBytes = OutboxOptions.LeastBytes };
        _bench.LearnTime(OutboxBench.Noon);
        for (var i = 0; i < 160; i++)
        {
            await _bench.AppendManyAsync(100, row => (row % 4) switch
            {
                0 => Make.Health(),
                1 => Make.Passage(),
                2 when i < 3 => Make.Screening(ScreeningOutcome.Fever, 3900),
                _ => Make.Screening(),
            });
        }

        var rows = _bench.ReadAll().Select(row => row.Record).ToList();
        Assert.Equal(75, rows.Count(record => record is Screening { Outcome: ScreeningOutcome.Fever }));
        var lists = rows.OfType<GateEvent>().Where(happening => happening.Type == GateEventType.Shed).ToList();
        var shed = lists.SelectMany(list => Seqs(list.Detail)).ToList();
        Assert.Equal(shed.Count, shed.Distinct().Count());
        var all = rows.Select(record => record.Seq).Concat(shed).Order();
        Assert.Equal(Enumerable.Range(1, (int)_bench.Outbox.Head.MadeThrough).Select(seq => (long)seq), all);
        Assert.StartsWith("full_health ", lists[0].Detail, StringComparison.Ordinal);
        Assert.False(_bench.Outbox.IsOverfull);
        Assert.Equal(rows.Count, _bench.Outbox.Depth);
    }

    [Fact]
    public async Task Delivered_records_make_room_before_any_other()
    {
        _bench.Options = _bench.Options with { MaxBytes = OutboxOptions.LeastBytes };
        _bench.LearnTime(OutboxBench.Noon);
        for (var i = 0; i < 100; i++)
        {
            await _bench.AppendManyAsync(100, _ => Make.Health());
            var head = _bench.Outbox.Head;
            _bench.Outbox.Settle(head.Stream, [new SeqRange(head.MadeThrough - 99, head.MadeThrough)], []);
        }

        OutboxBench.WaitFor(() => _bench.Outbox.Depth == 0);
        Assert.Equal(10_000, _bench.Outbox.Head.MadeThrough);
        _bench.Reopen();
        Assert.Equal(10_000, _bench.Outbox.Head.MadeThrough);
    }

    [Fact]
    public async Task A_boot_that_never_knew_the_time_is_placed_between_its_neighbours()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Event());
        _bench.Clock.Reboot();
        _bench.Reopen();
        _bench.Clock.Advance(TimeSpan.FromMinutes(9));
        await _bench.AppendAsync(Make.Event(GateEventType.DoorClosed));
        _bench.Clock.Reboot();
        _bench.Reopen();
        await _bench.AppendAsync(Make.Event(GateEventType.Tamper));
        Assert.Single(_bench.ReadAll());

        _bench.LearnTime(OutboxBench.Noon.AddHours(1));
        OutboxBench.WaitFor(() => _bench.ReadAll().Count == 3);
        var placed = _bench.ReadAll()[1].Record.Time;

        // Off for 51 minutes less the second that each boot had run: it may have begun anywhere in them.
        Assert.InRange(placed.Instant, OutboxBench.Noon.AddMinutes(34), OutboxBench.Noon.AddMinutes(35));
        Assert.InRange(placed.ErrorMicroseconds, 25 * 60_000_000L, 26 * 60_000_000L);
    }

    [Fact]
    public async Task The_time_of_a_boot_is_still_known_after_a_restart_of_the_program()
    {
        _bench.LearnTime(OutboxBench.Noon);
        _bench.Reopen();
        await _bench.AppendAsync(Make.Event());
        Assert.Single(_bench.ReadAll());
        Assert.Equal(ClockQuality.Ntp, _bench.Outbox.OffsetOf(_bench.Clock.BootId)?.Quality);
    }

    private static IEnumerable<long> Seqs(string detail) => detail.Split(' ').Skip(2).SelectMany(text =>
    {
        var ends = text.Split('-').Select(long.Parse).ToArray();
        return Enumerable.Range(0, (int)(ends[^1] - ends[0] + 1)).Select(i => ends[0] + i);
    });

    private static void CopyFiles(string from, string to)
    {
        foreach (var name in new[] { "outbox.db", "outbox.db-wal" })
        {
            if (File.Exists(Path.Combine(from, name)))
                File.Copy(Path.Combine(from, name), Path.Combine(to, name), overwrite: true);
        }

        File.Delete(Path.Combine(to, "outbox.db-shm"));
    }
}
