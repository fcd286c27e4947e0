using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Outbox;

/// <summary>What the outbox is told while its disk takes nothing.</summary>
public sealed class ErrandTests : IDisposable
{
    private readonly DiskBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_answer_that_the_disk_did_not_take_is_written_once_the_disk_works()
    {
        Append();
        Append();
        _bench.Disk.Faults.FailsWrites = true;
        _bench.Deliver(new SeqRange(1, 1));

        _bench.Disk.Faults.FailsWrites = false;
        Append();
        Assert.Equal(2, _bench.Outbox.Depth);
        _bench.Close();
        Assert.Equal(2, _bench.Outbox.Depth);
    }

    [Fact]
    public void A_time_that_the_disk_did_not_take_is_learned_once_the_disk_works()
    {
        Append();
        _bench.Disk.Faults.FailsWrites = true;
        _bench.LearnTime(DateTimeOffset.UnixEpoch.AddYears(56));
        Assert.Empty(_bench.ReadAll());

        _bench.Disk.Faults.FailsWrites = false;
        Append();
        Assert.Equal(2, _bench.ReadAll().Count);
    }

    [Fact]
    public void Of_two_times_that_the_disk_did_not_take_the_newer_one_is_learned()
    {
        _ = _bench.Outbox;
        _bench.Disk.Faults.FailsWrites = true;
        _bench.LearnTime(DateTimeOffset.UnixEpoch.AddYears(56));
        _bench.LearnTime(DateTimeOffset.UnixEpoch.AddYears(57));

        _bench.Disk.Faults.FailsWrites = false;
        Append();
        Append();
        Assert.All(_bench.ReadAll(), read => Assert.Equal(2027, read.Record.Time.Instant.Year));
    }

    private void Append() => Assert.NotNull(_bench.Append(Make.Event(GateEventType.DoorOpened)));
}
