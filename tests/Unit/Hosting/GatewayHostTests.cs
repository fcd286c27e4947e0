using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Commands;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Time;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Hosting;

/// <summary>The whole gateway in this process: simulated bus and lines, a fake broker, a real outbox, real time.</summary>
public sealed class GatewayHostTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeBroker _broker = new();
    private readonly LinuxBoardClock _clock = new();
    private readonly CancellationTokenSource _stop = new();

    public GatewayHostTests()
    {
        _broker.OnHello = hello => new Welcome(
            hello.Nonce, UplinkBench.Micros(DateTimeOffset.UtcNow), Records().Select(record => record.Seq).DefaultIfEmpty().Max(), true);
        _broker.OnBatch = FakeBroker.AckOf;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task From_start_to_stop_every_record_reaches_the_cloud()
    {
        var running = GatewayHost.RunAsync(Options(), _ => Hardware(), _stop.Token);
        OutboxBench.WaitFor(() => Records().Any(record => record is Health));
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, await running.WaitAsync(OutboxBench.Deadline));

        var started = (GateEvent)Records().MinBy(record => record.Seq)!;
        Assert.Equal(GateEventType.Started, started.Type);
        Assert.Equal($"version {GatewayParts.Version}, sensor {SimulatedMlx90614.DefaultId:x16}, not calibrated", started.Detail);
        Assert.Equal(GateState.Offline, GateStatus.TryParse(_broker.Publications[^1].Payload.Span)!.State);
        var stopped = (GateEvent)Records().MaxBy(record => record.Seq)!;
        Assert.Equal(GateEventType.Stopped, stopped.Type);

        // Of all that it made nothing is pending. A start tells first what the hour has still to tell: a second in service, if it ran for as long.
        using var outbox = Gateway.Outbox.Outbox.Open(Options().Outbox, "board-1", OutboxBench.Zone(), _clock);
        var pending = outbox.Read(Gateway.Outbox.OutboxPosition.Start, urgentOnly: false, maxRecords: 10, RecordLimits.MaxBatchBytes).Records;
        Assert.Equal(outbox.Depth, pending.Count);
        Assert.All(pending, record => Assert.True(record.Seq > stopped.Seq && record is Summary { Span: SummarySpan.Hour }, $"{record}"));
    }

    [Fact]
    public async Task Maintenance_switched_by_command_is_soon_on_record_and_marks_from_the_first_record_of_a_start_on()
    {
        var config = Path.Combine(_folder.Path, "gateway.json");
        await File.WriteAllTextAsync(config, Settings());
        await SwitchAsync("on");
        var running = GatewayHost.RunAsync(Options(), _ => Hardware(), _stop.Token);
        OutboxBench.WaitFor(() => Records().Any(record => record is Health));
        OutboxBench.WaitFor(() => Events().Contains(GateEventType.MaintenanceOn));
        var marked = Records().OrderBy(record => record.Seq).ToList();
        var began = DateTimeOffset.UtcNow;
        await SwitchAsync("off");
        OutboxBench.WaitFor(() => Events().Contains(GateEventType.MaintenanceOff));
        Assert.InRange(DateTimeOffset.UtcNow - began, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, await running.WaitAsync(OutboxBench.Deadline));

        Assert.All(marked.Where(record => record is not GateEvent { Type: GateEventType.StreamBegun }), record => Assert.True(record.Maintenance));
        var off = Records().OfType<GateEvent>().Single(happening => happening.Type == GateEventType.MaintenanceOff);
        Assert.Equal($"by wang: lens; sensor {SimulatedMlx90614.DefaultId:x16}, not calibrated", off.Detail);
        Assert.False(Records().MaxBy(record => record.Seq)!.Maintenance);

        async Task SwitchAsync(string state) => Assert.Equal(ExitCode.Ok, await GatewayCommands.RunAsync(
            ["maintenance", state, "--config", config, "--operator", "wang", "--reason", "lens"], TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task A_running_gateway_can_be_watched_until_it_stops_and_a_stopped_one_not()
    {
        var config = Path.Combine(_folder.Path, "gateway.json");
        await File.WriteAllTextAsync(config, Settings());
        var (output, error) = (new SharedText(), new SharedText());
        Assert.Equal(ExitCode.Unavailable, await WatchAsync());
        Assert.Contains($"no gateway to watch runs on {_folder.Path}/data", error.ToString(), StringComparison.Ordinal);

        var running = GatewayHost.RunAsync(Options(), _ => Hardware(), _stop.Token);
        OutboxBench.WaitFor(() => File.Exists(Path.Combine(_folder.Path, "data", "live.sock")));
        var watching = WatchAsync();
        OutboxBench.WaitFor(() => output.ToString().Contains("surface 19.99 °C, sensor 19.99 °C", StringComparison.Ordinal));
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Unavailable, await watching.WaitAsync(OutboxBench.Deadline));
        Assert.Equal(ExitCode.Ok, await running.WaitAsync(OutboxBench.Deadline));
        Assert.EndsWith("checkpoint-gateway: the gateway has stopped\n", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("line presence inactive", output.ToString(), StringComparison.Ordinal);

        Task<int> WatchAsync() => GatewayCommands.RunAsync(["watch", "--plain", "--config", config], output, error);
    }

    [Fact]
    public async Task A_calibration_made_in_maintenance_is_taken_up_when_maintenance_ends_and_told_at_the_next_start()
    {
        var config = Path.Combine(_folder.Path, "gateway.json");
        await File.WriteAllTextAsync(config, Settings());
        var noise = 0;
        using var hardware = HardwareWith(new SimulatedMlx90614(
            (command, _) => SimulatedMlx90614.WordOf(command == SimulatedMlx90614.Object1 ? 37.4 + (noise++ % 3 * 0.02) : 23)));
        await SwitchAsync("on");
        var running = GatewayHost.RunAsync(Options(), _ => hardware, _stop.Token);
        OutboxBench.WaitFor(() => Events().Contains(GateEventType.MaintenanceOn));

        var virtualTime = new ManualBoardClock();
        var request = new CalibrationRequest("wang", CalibrationMethod.Blackbody, [37], 1, IsNewSensor: false, SavesUnasked: true);
        var code = CalibrateCommand.Run(
            Options(), request, hardware.Bus, virtualTime, virtualTime.Advance, new CalibrationDialogue(new StringReader("\n"), TextWriter.Null), Console.Error);
        Assert.Equal(ExitCode.Ok, code);
        await SwitchAsync("off");
        OutboxBench.WaitFor(() => Events().Contains(GateEventType.MaintenanceOff));
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, await running.WaitAsync(OutboxBench.Deadline));

        var off = Records().OfType<GateEvent>().Single(happening => happening.Type == GateEventType.MaintenanceOff);
        Assert.Contains($"; sensor {SimulatedMlx90614.DefaultId:x16}, calibrated 20", off.Detail, StringComparison.Ordinal);
        using var again = new CancellationTokenSource();
        running = GatewayHost.RunAsync(Options(), _ => Hardware(), again.Token);
        OutboxBench.WaitFor(() => Events().Count(type => type == GateEventType.Started) == 2);
        await again.CancelAsync();
        Assert.Equal(ExitCode.Ok, await running.WaitAsync(OutboxBench.Deadline));
        var started = Records().OfType<GateEvent>().Last(happening => happening.Type == GateEventType.Started);
        Assert.Contains(", calibrated 20", started.Detail, StringComparison.Ordinal);

        async Task SwitchAsync(string state) => Assert.Equal(
            ExitCode.Ok, await GatewayCommands.RunAsync(["maintenance", state, "--config", config], TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task What_the_cloud_does_not_take_in_time_at_the_stop_stays_durable()
    {
        _broker.OnBatch = null;
        var options = Options();
        var running = GatewayHost.RunAsync(
            options with { Uplink = options.Uplink with { DrainTimeout = TimeSpan.Zero } }, _ => Hardware(), _stop.Token);
        OutboxBench.WaitFor(() => Records().Any());
        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Ok, await running.WaitAsync(OutboxBench.Deadline));

        using var outbox = Gateway.Outbox.Outbox.Open(options.Outbox, "board-1", OutboxBench.Zone(), _clock);
        var last = outbox.Read(Gateway.Outbox.OutboxPosition.Start, false, 500, 65536).Records[^1];
        Assert.Equal(GateEventType.Stopped, ((GateEvent)last).Type);
        Assert.Equal(outbox.Head.MadeThrough, last.Seq);
    }

    [Fact]
    public async Task A_board_without_its_lines_ends_with_69()
    {
        var code = await GatewayHost.RunAsync(
            Options(), _ => throw new LineUnavailableException("/dev/gpiochip0: No such file or directory"), _stop.Token);
        Assert.Equal(ExitCode.Unavailable, code);
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_opened_ends_with_74()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), "");
        var options = Options();
        options = options with { Outbox = options.Outbox with { Folder = Path.Combine(_folder.Path, "file", "data") } };
        Assert.Equal(ExitCode.InputOutput, await GatewayHost.RunAsync(options, _ => Hardware(), _stop.Token));
    }

    [Fact]
    public async Task A_configuration_with_faults_ends_with_78_before_anything_is_opened()
    {
        var file = Path.Combine(_folder.Path, "gateway.json");
        var data = Path.Combine(_folder.Path, "data");
        await File.WriteAllTextAsync(file, $$"""{ "Gate": { "Id": "?" }, "Outbox": { "Folder": "{{data}}" } }""");
        Assert.Equal(ExitCode.Configuration, await GatewayCommands.RunAsync(["run", "--config", file]));
        Assert.False(Directory.Exists(data));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("rum")]
    [InlineData("run", "--config")]
    [InlineData("run", "--config", "a", "--confg", "b")]
    public async Task A_wrong_command_line_ends_with_64(params string[] arguments) =>
        Assert.Equal(ExitCode.Usage, await GatewayCommands.RunAsync(arguments));

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("run", "--help")]
    public async Task Help_and_version_end_with_0(params string[] arguments) =>
        Assert.Equal(ExitCode.Ok, await GatewayCommands.RunAsync(arguments));

    private IEnumerable<GateRecord> Records() => _broker.Batches.SelectMany(batch => batch.Records);

    private IEnumerable<GateEventType> Events() => Records().OfType<GateEvent>().Select(happening => happening.Type);

    private string Settings() =>
        $$"""{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "broker" }, "Outbox": { "Folder": "{{_folder.Path}}/data" } }""";

    private GatewayOptions Options() => GatewayConfiguration.Parse(Settings(), []);

    private GatewayHardware Hardware() => HardwareWith(new SimulatedMlx90614());

    private GatewayHardware HardwareWith(SimulatedMlx90614 chip)
    {
        var bus = new SimulatedSmBus();
        bus.Attach(SimulatedMlx90614.DefaultAddress, chip);
        return new GatewayHardware
        {
            Bus = bus,
            Gpio = new SimulatedGpio(_clock),
            BoardClock = _clock,
            WallClock = new LinuxWallClock(_clock),
            Connector = _broker,
            Board = "board-1",
        };
    }
}
