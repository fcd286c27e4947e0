using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Time;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>What people and disks do to an outbox while it is open.</summary>
public sealed class OutboxMishapTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    private string File => Path.Combine(_bench.Folder, "outbox.db");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_file_deleted_in_use_is_noticed_and_what_is_appended_then_is_durable()
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Screening());
        var old = _bench.Outbox.Head.Stream;
        System.IO.File.Delete(File);

        await _bench.AppendAsync(Make.Screening());
        _bench.Reopen();
        Assert.NotEqual(old, _bench.Outbox.Head.Stream);
        var kept = await ReadAfterStampingAsync(2);
        Assert.Contains(kept, record => record is GateEvent { Type: GateEventType.OutboxSetAside });
        Assert.Contains(kept, record => record is Screening);
    }

    [Fact]
    public async Task A_file_replaced_in_use_is_kept_under_another_name()
    {
        await _bench.AppendAsync(Make.Screening());
        await System.IO.File.WriteAllTextAsync(File + ".copy", "another");
        System.IO.File.Move(File + ".copy", File, overwrite: true);

        Assert.Equal(2, await _bench.AppendAsync(Make.Screening()));
        Assert.Equal("another", await System.IO.File.ReadAllTextAsync(Path.Combine(_bench.Folder, "outbox.damaged-1.db")));
    }

    [Fact]
    public async Task A_disk_that_fails_while_a_damaged_file_is_set_aside_stops_appends_only_until_it_works()
    {
        var clock = new MishapClock(() => throw new IOException("no space"));
        using var outbox = GateOutbox.Open(_bench.Options, _bench.Board, OutboxBench.Zone(), clock);
        await outbox.AppendAsync([new MadeRecord(Make.Screening(), clock.Now)], CancellationToken.None);
        System.IO.File.Delete(File);
        var made = new MadeRecord(Make.Screening(), clock.Now);
        clock.StrikeAfter(1);

        await Assert.ThrowsAsync<OutboxUnavailableException>(() => outbox.AppendAsync([made], CancellationToken.None));
        Assert.Equal([2], await outbox.AppendAsync([made], CancellationToken.None));
    }

    [Fact]
    public async Task A_file_deleted_while_it_is_opened_is_begun_anew()
    {
        var clock = new MishapClock(() => System.IO.File.Delete(File));
        clock.StrikeAfter(0);
        using var outbox = GateOutbox.Open(_bench.Options, _bench.Board, OutboxBench.Zone(), clock);
        await outbox.AppendAsync([new MadeRecord(Make.Screening(), clock.Now)], CancellationToken.None);
        Assert.True(System.IO.File.Exists(File));
    }

    /// <summary>What it still has is read then, to be brought into the database.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_log_removed_in_use_of_which_a_read_fails_once_brings_nothing_home_twice(bool duringTransaction)
    {
        for (var (reads, isOver) = (0, false); !isOver; reads++)
        {
            using var bench = new DiskBench();
            var clock = new MishapClock(RemoveLog);
            bench.BoardClock = clock;
            Assert.NotNull(bench.Append(Make.Event()));
            (bench.Disk.Faults.ReadsBeforeFailing, bench.Disk.Faults.FailingReads) = (reads, 1);
            if (duringTransaction)
                clock.StrikeAfter(1);
            else
                RemoveLog();
            Assert.True(bench.Append(Make.Event(GateEventType.Tamper)) is not null || bench.Append(Make.Event(GateEventType.Tamper)) is not null);
            isOver = bench.Disk.Faults.FailingReads > 0;
            bench.Disk.Faults.FailingReads = 0;
            bench.Disk.Crash(new Random(1));
            bench.Crash(new Random(1));
            bench.LearnTime(OutboxBench.Noon);
            bench.Settle();
            var events = bench.ReadAll().Select(row => row.Record).OfType<GateEvent>().ToList();
            Assert.True(events.Count(happening => happening.Type == GateEventType.Tamper) == 1, $"read {reads}");
            Assert.True(events.Count(happening => happening.Type == GateEventType.DoorOpened) == 1, $"read {reads}");

            void RemoveLog()
            {
                bench.Disk.Delete(DiskBench.File + "-wal");
                bench.Disk.Sync(DiskBench.Folder);
            }
        }
    }

    [Fact]
    public void A_log_removed_in_use_for_whose_content_there_is_no_room_yet_is_brought_home_once_when_there_is()
    {
        for (var room = 0; room < 24 * 1024; room += 512)
        {
            using var bench = new DiskBench();
            bench.LearnTime(OutboxBench.Noon);
            for (var i = 0; i < 30; i++)
                Assert.NotNull(bench.Append(Make.Event() with { Detail = new string('d', 200) }));
            bench.Disk.Delete(DiskBench.File + "-wal");
            bench.Disk.Sync(DiskBench.Folder);
            bench.Disk.GiveUp("/card/outbox.reserve");
            bench.Disk.Faults.CapacityBytes = bench.Disk.UsedBytes + room;
            var isTaken = bench.Append(Make.Event(GateEventType.Tamper)) is not null;
            bench.Disk.Faults.CapacityBytes = long.MaxValue;
            Assert.True(isTaken || bench.Append(Make.Event(GateEventType.Tamper)) is not null, $"room {room}");
            bench.Crash(new Random(room));
            var events = bench.ReadAll().Select(row => row.Record).OfType<GateEvent>().ToList();
            Assert.True(events.Count(happening => happening.Type == GateEventType.DoorOpened) == 30, $"room {room}");
            Assert.True(events.Count(happening => happening.Type == GateEventType.Tamper) == 1, $"room {room}");
        }
    }

    private async Task<List<GateRecord>> ReadAfterStampingAsync(int count)
    {
        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Event());
        OutboxBench.WaitFor(() => _bench.ReadAll().Count > count);
        return [.. _bench.ReadAll().Select(row => row.Record)];
    }

    /// <summary>Something happens once, where the outbox asks for the time in the middle of a transaction.</summary>
    private sealed class MishapClock(Action mishap) : IBoardClock
    {
        private readonly ManualBoardClock _clock = new();
        private int _left = int.MaxValue;

        public BoardInstant Now
        {
            get
            {
                if (Interlocked.Decrement(ref _left) == -1)
                    mishap();
                return _clock.Now;
            }
        }

        public void StrikeAfter(int calls) => Interlocked.Exchange(ref _left, calls);
    }
}
