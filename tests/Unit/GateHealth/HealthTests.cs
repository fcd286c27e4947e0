using System.Net.Sockets;
using System.Text;
using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.GateHealth;

public sealed class HealthTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_kernel_says_is_read()
    {
        Write("proc/self/io", "rchar: 100\nwchar: 200\nread_bytes: 4096\nwrite_bytes: 81920\ncancelled_write_bytes: 0\n");
        Write("proc/self/statm", "8000 1500 900 1 0 700 0\n");
        Write("sys/class/thermal/thermal_zone0/temp", "48312\n");
        Write("sys/firmware/devicetree/base/serial-number", "10000000abcdef01\0");
        var board = new BoardReadings(_folder.Path);
        Assert.Equal(81920, board.WrittenBytes);
        Assert.Equal(1500 * Environment.SystemPageSize, board.ResidentBytes);
        Assert.Equal(4831, board.CpuCentiC);
        Assert.Equal("10000000abcdef01", board.Serial);
    }

    [Fact]
    public void What_the_kernel_does_not_say_is_absent()
    {
        var board = new BoardReadings(_folder.Path);
        Assert.Null(board.WrittenBytes);
        Assert.Null(board.ResidentBytes);
        Assert.Null(board.CpuCentiC);
        Assert.Equal("unknown", board.Serial);
        Write("etc/machine-id", "0123456789abcdef\n");
        Assert.Equal("0123456789abcdef", board.Serial);
    }

    [Theory]
    [InlineData("")]
    [InlineData("write_bytes:")]
    [InlineData("write_bytes: many")]
    [InlineData("12")]
    public void Garbage_in_the_kernels_files_is_absence(string text)
    {
        Assert.Null(BoardReadings.ParseWrittenBytes(text));
        Assert.Null(BoardReadings.ParseResidentBytes(text, 4096));
    }

    [Fact]
    public void This_machine_says_how_much_memory_is_resident() =>
        Assert.InRange(new BoardReadings().ResidentBytes ?? 0, 1_000_000, 100_000_000_000);

    [Fact]
    public async Task A_report_has_the_figures_of_all_parts()
    {
        using var bench = new OutboxBench();
        using var bus = new SimulatedSmBus();
        bus.Attach(0x5A, new SimulatedMlx90614());
        var sensor = new Mlx90614(bus, new SensorOptions());
        sensor.ReadAmbient();
        bus.Inject(BusFaultKind.Nack, 1);
        sensor.ReadObject();
        bench.LearnTime(OutboxBench.Noon);
        await bench.AppendAsync(Make.Event());
        bench.Clock.Advance(TimeSpan.FromSeconds(90));
        var time = new TimeKeeper(bench.Clock, new NoWallClock(), bench.Outbox);
        var reporter = new HealthReporter(
            bench.Outbox, bench.Outbox, sensor.Counters, time, bench.Clock, new BoardReadings(), bench.Folder, "1.2.3");
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await reporter.ReportAsync(CancellationToken.None);

        var report = (Health)bench.ReadAll()[1].Record;
        Assert.Equal((1, 95), (report.OutboxDepth, report.OutboxOldestSeconds));
        Assert.Equal((3, 1), (report.I2cTransactions, report.I2cNacks));
        Assert.Equal((5, ClockQuality.Ntp, "1.2.3"), (report.UptimeSeconds, report.ClockQuality, report.Version));
        Assert.True(report.MemoryBytes > 0 && report.DiskFreeBytes > 0);
    }

    [Fact]
    public async Task A_report_tells_what_the_cloud_refused_and_what_was_dropped_for_want_of_space()
    {
        using var bench = new OutboxBench();
        bench.Options = bench.Options with { MaxBytes = OutboxOptions.LeastBytes };
        bench.LearnTime(OutboxBench.Noon);
        await bench.AppendManyAsync(10, _ => Make.Event());
        bench.Outbox.Settle(bench.Outbox.Head.Stream, [new SeqRange(1, 2)], [new RejectedRange(new SeqRange(4, 6), "body_out_of_range")]);
        OutboxBench.WaitFor(() => bench.Outbox.Rejected == 3);
        var before = Report(bench);
        Assert.Equal((3, 0, false), (before.OutboxRejected, before.OutboxShed, before.OutboxOverfull));

        // Nothing but what is never dropped: the refused ones make room first, then there is none.
        while (!bench.Outbox.IsOverfull)
            await bench.AppendManyAsync(200, _ => Make.Event(GateEventType.StreamBegun) with { Detail = new string('d', 250) });
        var after = Report(bench);
        var lost = bench.ReadAll().Select(row => row.Record).OfType<GateEvent>().Count(happening => happening.Type == GateEventType.Shed);
        Assert.Equal((0, true), (after.OutboxRejected, after.OutboxOverfull));
        Assert.True(after.OutboxShed >= 5 && lost > 0, $"{after.OutboxShed} in {lost} lists");
        bench.Reopen();
        Assert.Equal(0, Report(bench).OutboxShed);
    }

    private static Health Report(OutboxBench bench)
    {
        var sink = new LastRecord();
        var time = new TimeKeeper(bench.Clock, new NoWallClock(), bench.Outbox);
        new HealthReporter(sink, bench.Outbox, new SensorCounters(), time, bench.Clock, new BoardReadings(), bench.Folder, "1.2.3")
            .ReportAsync(CancellationToken.None).GetAwaiter().GetResult();
        return (Health)sink.Record!;
    }

    [Fact]
    public void Systemd_hears_ready_alive_and_stopping_when_it_listens()
    {
        var path = Path.Combine(_folder.Path, "notify");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        systemd.ReceiveTimeout = 10_000;
        using var notifier = new SystemdNotifier(name => name == "NOTIFY_SOCKET" ? path : "30000000");
        Assert.Equal(TimeSpan.FromSeconds(15), notifier.WatchdogEvery);
        notifier.Ready();
        notifier.Alive();
        notifier.Stopping();
        Assert.Equal(["READY=1", "WATCHDOG=1", "STOPPING=1"], Enumerable.Range(0, 3).Select(_ => Receive(systemd)));
    }

    [Fact]
    public void Without_systemd_nothing_is_said_and_nothing_fails()
    {
        using var alone = new SystemdNotifier(_ => null);
        Assert.False(alone.IsUsed);
        Assert.Null(alone.WatchdogEvery);
        alone.Ready();
        using var gone = new SystemdNotifier(name => name == "NOTIFY_SOCKET" ? Path.Combine(_folder.Path, "nobody") : null);
        gone.Ready();
    }

    [Fact]
    public void A_lane_that_asks_its_sensor_no_more_has_no_heartbeat()
    {
        using var bus = new SimulatedSmBus();
        bus.Attach(0x5A, new SimulatedMlx90614());
        var sensor = new Mlx90614(bus, new SensorOptions { Tries = 1 });
        var time = new ManualTime();
        var heartbeat = new SensorHeartbeat(sensor.Counters, time, TimeSpan.FromSeconds(30));
        Assert.False(heartbeat.WasInService());
        sensor.ReadAmbient();
        Assert.True(heartbeat.WasInService());
        Assert.False(heartbeat.WasInService());
        bus.Inject(BusFaultKind.Nack, 1);
        sensor.ReadAmbient();
        Assert.False(heartbeat.WasInService());
        Assert.True(heartbeat.IsBeating());
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.False(heartbeat.IsBeating());
        sensor.ReadAmbient();
        Assert.True(heartbeat.IsBeating());
    }

    [Fact]
    public void A_gate_whose_sensor_is_not_believed_is_not_in_service()
    {
        using var bus = new SimulatedSmBus();
        bus.Attach(0x5A, new SimulatedMlx90614());
        var sensor = new Mlx90614(bus, new SensorOptions());
        var heartbeat = new SensorHeartbeat(sensor.Counters, new ManualTime(), TimeSpan.FromSeconds(30)) { IsDoubtful = true };
        sensor.ReadAmbient();
        Assert.False(heartbeat.WasInService());
        heartbeat.IsDoubtful = false;
        sensor.ReadAmbient();

        Assert.True(heartbeat.WasInService());
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[64];
        return Encoding.ASCII.GetString(buffer, 0, socket.Receive(buffer));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private sealed class LastRecord : IRecordSink
    {
        public GateRecord? Record { get; private set; }

        public Task<IReadOnlyList<long>> AppendAsync(IReadOnlyList<MadeRecord> records, CancellationToken cancellation)
        {
            Record = records[^1].Record;
            return Task.FromResult<IReadOnlyList<long>>([1]);
        }
    }

    private sealed class NoWallClock : IWallClock
    {
        public BootOffset? Read() => null;
    }
}
