using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.GateWork;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using GateOutbox = Checkpoint.Gateway.Outbox.Outbox;

namespace Checkpoint.Tests.Unit.Maintenance;

/// <summary>The real lane, outbox and summaries, switched by the real file.</summary>
public sealed class MaintenanceCountTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LinuxBoardClock _clock = new();
    private readonly GateOutbox _outbox;
    private readonly MaintenanceFiles _files;
    private readonly MaintenanceWatch _watch;

    public MaintenanceCountTests()
    {
        _outbox = GateOutbox.Open(new OutboxOptions { Folder = _folder.Path }, "board-1", OutboxBench.Zone(), _clock);
        _files = new MaintenanceFiles(_folder.Path);
        _watch = new MaintenanceWatch(_folder.Path, NullLogger.Instance);
        var now = _clock.Now;
        var micros = (OutboxBench.Noon - DateTimeOffset.UnixEpoch).Ticks / 10;
        _outbox.Learn(new BootOffset(now.BootId, micros - now.BoottimeMicroseconds, 500, now.BoottimeMicroseconds, ClockQuality.Ntp));
    }

    public void Dispose()
    {
        _outbox.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_is_screened_and_passes_in_maintenance_is_on_record_marked_and_in_no_summary()
    {
        var note = new MaintenanceNote(OutboxBench.Noon, true, "wang", null);
        var sink = new TestSink { Outbox = _outbox };
        await using var bench = await new Bench(sink).StartAsync();
        _watch.Switched += bench.Worker.SetMaintenance;
        await WalkThroughAsync(bench, 1);
        _files.Begin(note);
        _watch.Look();
        await Bench.Until(() => sink.Events.Contains(GateEventType.MaintenanceOn), "maintenance is on record");
        await WalkThroughAsync(bench, 2);
        await WalkThroughAsync(bench, 3);
        _files.End(new MaintenanceEnd(note, OutboxBench.Noon, true, "wang", null));
        _watch.Look();
        await Bench.Until(() => sink.Events.Contains(GateEventType.MaintenanceOff), "maintenance is over");
        await WalkThroughAsync(bench, 4);
        await bench.StopAsync();
        await _outbox.AddServiceAsync(_clock.Now, _clock.Now, additionsToo: true);

        var records = ReadAll();
        Assert.Equal([false, true, true, false], records.OfType<Screening>().Select(screening => screening.Maintenance));
        Assert.Equal([false, true, true, false], records.OfType<Passage>().Select(passage => passage.Maintenance));
        var hour = Assert.Single(records.OfType<Summary>());
        Assert.Equal((2, 2), (hour.Normal, hour.Inward));
    }

    private static async Task WalkThroughAsync(Bench bench, int count)
    {
        await bench.StandAsync(36.51, count);
        bench.GoIn();
        await Bench.Until(() => bench.Sink.Passages.Count() == count, $"{count} passages");
    }

    private List<GateRecord> ReadAll()
    {
        var found = new List<GateRecord>();
        var after = OutboxPosition.Start;
        while (_outbox.Read(after, false, 100, 64 * 1024) is { Records.Count: > 0 } pending)
        {
            found.AddRange(pending.Records);
            after = pending.Last;
        }

        return found;
    }
}
