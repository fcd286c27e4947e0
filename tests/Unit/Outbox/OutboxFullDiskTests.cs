using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>A disk that others have filled: the outbox goes on in the room that it has, by what it may drop.</summary>
public sealed class OutboxFullDiskTests : IDisposable
{
    private const int Batch = 200;

    /// <summary>Some 7 MB of events, more than three times what the table may grow by then.</summary>
    private const int Batches = 120;

    private readonly DiskBench _bench = new();

    public OutboxFullDiskTests() => _bench.LearnTime(OutboxBench.Noon);

    public void Dispose() => _bench.Dispose();

    /// <summary>The log is at any length when it happens, and the table's part of it still to be written to the file.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(61)]
    public void What_is_delivered_goes_and_nothing_that_is_pending(int before)
    {
        Append(before, isDelivered: true);
        FillDisk();
        Append(Batches, isDelivered: true);
        Assert.NotNull(_bench.Append(Make.Event(GateEventType.Tamper)));
        Assert.Equal((1, 0, false), (_bench.Outbox.Depth, _bench.Outbox.Shed, _bench.Outbox.IsOverfull));
        var made = _bench.Outbox.Head.MadeThrough;
        _bench.Crash(new Random(before));
        Assert.Equal(made, _bench.Outbox.Head.MadeThrough);
    }

    [Fact]
    public void Without_the_cloud_what_is_least_goes_and_is_listed()
    {
        Append(10, isDelivered: false);
        Assert.NotNull(_bench.Append(Make.Screening(ScreeningOutcome.Fever, 3900)));
        FillDisk();
        Append(Batches, isDelivered: false);
        var rows = _bench.ReadAll().Select(row => row.Record).ToList();
        Assert.Single(rows.OfType<Screening>());
        Assert.InRange(_bench.Outbox.Shed, Batches * Batch / 2, Batches * Batch);
        Assert.Equal(rows.Count, _bench.Outbox.Depth);
        Assert.Equal(_bench.Outbox.Head.MadeThrough, rows.Count + _bench.Outbox.Shed);
        Assert.Equal(_bench.Outbox.Shed, rows.OfType<GateEvent>().Where(happening => happening.Type == GateEventType.Shed).Sum(CountListed));
    }

    [Fact]
    public void A_restart_keeps_the_room_of_the_log_from_those_who_fill_the_disk()
    {
        FillDisk();
        Append(Batches, isDelivered: false);
        _bench.Close();
        _ = _bench.Outbox;
        _bench.Append(Make.Event());
        Assert.Equal(OutboxFile.LogReserveBytes, _bench.Disk.HeldBytes);
        _bench.Disk.Faults.CapacityBytes = _bench.Disk.UsedBytes;
        Append(Batches, isDelivered: false);
    }

    [Fact]
    public void A_start_on_a_full_disk_takes_the_room_that_was_kept()
    {
        Append(3, isDelivered: false);
        _bench.Crash(new Random(1));
        _bench.Disk.Faults.CapacityBytes = _bench.Disk.UsedBytes;
        Assert.NotNull(_bench.Append(Make.Event(GateEventType.Tamper)));
        Assert.Equal((3 * Batch) + 1, _bench.Outbox.Depth);
    }

    [Fact]
    public void A_file_set_aside_on_a_full_disk_is_taken_over_in_the_room_that_was_kept()
    {
        Append(3, isDelivered: false);
        _bench.Crash(new Random(1));
        foreach (var suffix in new[] { "-wal", "" })
            _bench.Disk.Rename(DiskBench.File + suffix, "/card/outbox.aside.db" + suffix);
        for (var room = 0; room <= 160 * 1024; room += 4 * 1024)
        {
            using var bench = new DiskBench();
            bench.Disk.Restore(_bench.Disk.Snapshot());
            Assert.True(bench.Disk.TryHold("/card/outbox.reserve", OutboxFile.ReserveBytes));
            bench.Disk.Faults.CapacityBytes = bench.Disk.UsedBytes + room;
            Assert.NotNull(bench.Append(Make.Event(GateEventType.Tamper)));
            Assert.Equal((3 * Batch) + 2, bench.Outbox.Depth);
        }
    }

    [Fact]
    public void When_there_is_room_again_it_is_kept_for_the_next_time_and_nothing_is_dropped_any_more()
    {
        FillDisk();
        Append(Batches, isDelivered: false);
        var (shed, used) = (_bench.Outbox.Shed, _bench.Disk.UsedBytes);
        Assert.Equal(0, _bench.Disk.HeldBytes);
        _bench.Disk.Faults.CapacityBytes = long.MaxValue;
        _bench.Clock.Advance(TimeSpan.FromMinutes(11));
        Append(60, isDelivered: false);
        Assert.Equal((OutboxFile.ReserveBytes, shed), (_bench.Disk.HeldBytes, _bench.Outbox.Shed));
        Assert.True(_bench.Disk.UsedBytes > used);
    }

    [Fact]
    public void Without_any_room_at_all_records_are_refused_and_a_fault_is_shown_until_there_is()
    {
        Append(1, isDelivered: false);
        _bench.Disk.Faults.CapacityBytes = 0;
        Assert.Null(_bench.Append(Make.Screening()));
        Assert.True(_bench.Outbox.IsOverfull);
        Assert.Null(_bench.Append(Make.Screening()));
        _bench.Disk.Faults.CapacityBytes = long.MaxValue;
        Assert.NotNull(_bench.Append(Make.Screening()));
        Assert.Equal((Batch + 1, false), (_bench.Outbox.Depth, _bench.Outbox.IsOverfull));
    }

    /// <summary>To the last byte, but for what the outbox has kept.</summary>
    private void FillDisk()
    {
        _ = _bench.Outbox;
        Assert.Equal(OutboxFile.ReserveBytes, _bench.Disk.HeldBytes);
        _bench.Disk.Faults.CapacityBytes = _bench.Disk.UsedBytes;
    }

    private void Append(int batches, bool isDelivered)
    {
        for (var i = 0; i < batches; i++)
        {
            Assert.NotNull(_bench.Append([.. Enumerable.Range(0, Batch).Select(_ => Make.Event() with { Detail = new string('d', 250) })]));
            if (isDelivered)
                _bench.Deliver(new SeqRange(1, _bench.Outbox.Head.MadeThrough));
        }
    }

    private static long CountListed(GateEvent list) => list.Detail.Split(' ').Skip(2).Sum(text =>
    {
        var ends = text.Split('-').Select(long.Parse).ToArray();
        return ends[^1] - ends[0] + 1;
    });
}
