using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Faults.Disk;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>Files that get damaged, lost or stuck, under an outbox on a simulated disk.</summary>
public sealed class OutboxDamageTests : IDisposable
{
    private readonly DiskBench _bench = new();

    public OutboxDamageTests() => _bench.LearnTime(OutboxBench.Noon);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Of_a_damaged_file_what_is_pending_and_readable_keeps_its_stream_seq_and_time_and_the_rest_is_listed()
    {
        AppendEvents(300);
        _bench.Deliver(new SeqRange(1, 40));
        var before = _bench.ReadAll();
        var old = _bench.Outbox.Head.Stream;
        Welcome();
        _bench.Close();
        Spoil(pageFrom: 22, pageTo: 25);

        _bench.LearnTime(OutboxBench.Noon.AddMinutes(1));
        Damage();
        var after = _bench.ReadAll();
        var kept = after.Where(row => row.Stream == old).ToList();
        Assert.InRange(kept.Count, 150, before.Count - 10);
        Assert.All(kept, row => Assert.Contains(row, before));
        Assert.Equal(kept.Count, kept.Select(row => row.Record.Seq).Distinct().Count());
        var lists = after.Select(row => row.Record).OfType<GateEvent>().Where(happening => happening.Type == GateEventType.Shed);
        var lost = lists.SelectMany(list => Listed(list.Detail, $"damaged {old}")).ToList();
        Assert.Equal(before.Select(row => row.Record.Seq), kept.Select(row => row.Record.Seq).Concat(lost).Order());
        var report = Assert.Single(after, row => row.Record is GateEvent { Type: GateEventType.OutboxSetAside });
        Assert.EndsWith($"; {kept.Count} pending taken over, {lost.Count} lost", ((GateEvent)report.Record).Detail, StringComparison.Ordinal);
        Assert.NotEqual(old, _bench.Outbox.Head.Stream);
        Assert.True(_bench.Disk.Exists("/card/outbox.damaged-1.db"));
    }

    [Fact]
    public void What_was_never_sent_of_a_damaged_file_and_may_have_a_twin_takes_seqs_of_the_new_stream()
    {
        AppendEvents(100);
        Welcome();
        _bench.Close();
        AppendEvents(100);
        var old = _bench.Outbox.Head.Stream;
        _bench.Close();
        Spoil(pageFrom: 10, pageTo: 11);
        Damage();
        var after = _bench.ReadAll();
        Assert.All(after.Where(row => row.Stream == old), row => Assert.InRange(row.Record.Seq, 1, 100));
        Assert.InRange(after.Count(row => row.Stream != old && row.Record is GateEvent { Type: GateEventType.DoorOpened }), 50, 100);
    }

    [Fact]
    public void A_byte_that_turns_over_anywhere_stops_no_gate_and_doubles_nothing()
    {
        AppendEvents(200);
        _bench.Deliver(new SeqRange(1, 50));
        _bench.Close();
        var image = _bench.Disk.Snapshot();
        var length = _bench.Disk.LengthOf(DiskBench.File);
        var setAside = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            using var bench = new DiskBench();
            var random = new Random(seed);
            bench.Disk.Restore(image);
            bench.Disk.Flip(DiskBench.File, random.NextInt64(length), (byte)(1 << random.Next(8)));
            bench.LearnTime(OutboxBench.Noon.AddHours(1));
            _ = bench.ReadAll();
            bench.Settle();
            Assert.NotNull(bench.Append(Make.Event(GateEventType.Tamper)));
            var rows = bench.ReadAll();
            Assert.Equal(rows.Count, rows.Select(row => (row.Stream, row.Record.Seq)).Distinct().Count());
            setAside += bench.Disk.Exists("/card/outbox.damaged-1.db") ? 1 : 0;
        }

        Assert.InRange(setAside, 5, 150);
    }

    [Fact]
    public void A_file_removed_in_use_loses_nothing_that_is_pending()
    {
        AppendEvents(20);
        var before = _bench.ReadAll();
        foreach (var suffix in new[] { "", "-wal" })
            _bench.Disk.Delete(DiskBench.File + suffix);
        _bench.Disk.Sync(DiskBench.Folder);
        Assert.NotNull(_bench.Append(Make.Event(GateEventType.Tamper)));
        _bench.Crash(new Random(5));
        Assert.All(before, row => Assert.Contains(row, _bench.ReadAll()));
        Assert.Equal(GateEventType.Tamper, ((GateEvent)_bench.ReadAll()[^1].Record).Type);
    }

    [Fact]
    public void A_log_removed_in_use_loses_nothing_that_was_called_durable()
    {
        AppendEvents(20);
        _bench.Disk.Delete(DiskBench.File + "-wal");
        _bench.Disk.Sync(DiskBench.Folder);
        AppendEvents(5);
        _bench.Crash(new Random(5));
        Assert.Equal(25, _bench.ReadAll().Count);
        AppendEvents(5);
        _bench.Crash(new Random(6));
        Assert.Equal(30, _bench.Outbox.Depth);
        Assert.DoesNotContain(_bench.Disk.Paths, path => path.Contains("damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("read-only")]
    [InlineData("writes")]
    [InlineData("syncs")]
    public void A_disk_that_fails_refuses_records_and_what_it_takes_afterwards_is_durable(string fault)
    {
        AppendEvents(10);
        Set(true);
        Assert.Null(_bench.Append(Make.Event(GateEventType.Tamper)));
        Assert.Null(_bench.Append(Make.Event(GateEventType.Tamper)));
        Set(false);
        Assert.NotNull(_bench.Append(Make.Event(GateEventType.DoorForced)));
        for (var i = 0; i < 5; i++)
            AppendEvents(1);
        var made = _bench.Outbox.Head.MadeThrough;
        _bench.Crash(new Random(7));
        Assert.Equal(made, _bench.Outbox.Head.MadeThrough);
        Assert.Contains(_bench.ReadAll(), row => row.Record is GateEvent { Type: GateEventType.DoorForced });

        void Set(bool isSet)
        {
            _bench.Disk.Faults.IsReadOnly = isSet && fault == "read-only";
            _bench.Disk.Faults.FailsWrites = isSet && fault == "writes";
            _bench.Disk.Faults.FailsSyncs = isSet && fault == "syncs";
        }
    }

    [Fact]
    public void What_was_refused_for_a_sync_that_failed_does_not_turn_up_when_the_disk_works_again()
    {
        _bench.LearnTime(OutboxBench.Noon);
        AppendEvents(2);
        _bench.Disk.Faults.FailsSyncs = true;
        Assert.Null(_bench.Append(Make.Screening()));
        Assert.Null(_bench.Append(Make.Screening(), Make.Screening()));
        _bench.Disk.Faults.FailsSyncs = false;
        Assert.Equal([3L], _bench.Append(Make.Event(GateEventType.DoorForced)));
        _bench.Crash(new Random(7));
        _bench.LearnTime(OutboxBench.Noon.AddHours(1));

        Assert.DoesNotContain(_bench.ReadAll(), row => row.Record is Screening or Summary { Normal: > 0 });
        Assert.Equal(3, _bench.Outbox.Head.MadeThrough);
    }

    [Fact]
    public void A_second_gateway_on_the_same_card_is_kept_out()
    {
        _ = _bench.Outbox;
        Assert.Throws<IOException>(() => _bench.Open());
    }

    private void AppendEvents(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.NotNull(_bench.Append(Make.Event(GateEventType.DoorOpened) with { Detail = $"number {i} of {count}, which is what it is" }));
    }

    private void Welcome()
    {
        _ = _bench.Outbox.WelcomeAsync(_bench.Outbox.Head.Stream, 0, null, CancellationToken.None);
        _bench.Settle();
    }

    /// <summary>Lets whoever reads or writes find the damage, and the outbox get over it.</summary>
    private void Damage()
    {
        for (var i = 0; i < 5 && !_bench.Disk.Exists("/card/outbox.damaged-1.db"); i++)
        {
            _ = _bench.ReadAll();
            _bench.Settle();
        }
    }

    private void Spoil(int pageFrom, int pageTo)
    {
        for (var offset = pageFrom * 1024; offset < pageTo * 1024; offset++)
            _bench.Disk.Flip(DiskBench.File, offset, 0xA5);
    }

    private static IEnumerable<long> Listed(string detail, string head) => !detail.StartsWith(head, StringComparison.Ordinal) ? [] :
        detail.Split(' ').Skip(2).SelectMany(text =>
        {
            var ends = text.Split('-').Select(long.Parse).ToArray();
            return Enumerable.Range(0, (int)(ends[^1] - ends[0] + 1)).Select(i => ends[0] + i);
        });
}
