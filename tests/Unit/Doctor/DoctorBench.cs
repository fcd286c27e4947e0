using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Commands;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Time;
using Checkpoint.Tests.Unit.Uplink;

namespace Checkpoint.Tests.Unit.Doctor;

/// <summary>A gate that lacks nothing, on simulated chips; each test breaks something of it and asks the doctor.</summary>
internal sealed class DoctorBench : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _readings;

    public DoctorBench()
    {
        Chip = new SimulatedMlx90614((command, word) =>
            command == SimulatedMlx90614.Object1 && IsNoisy ? (ushort)(word + (_readings++ % 3)) : word);
        Chip.Set(SimulatedMlx90614.Ambient, 22.41);
        Chip.Set(SimulatedMlx90614.Object1, 20.11);
        Bus.Attach(SimulatedMlx90614.DefaultAddress, Chip);
        Gpio = new SimulatedGpio(Clock);
        Broker.OnHello = hello => new Welcome(hello.Nonce, UplinkBench.Micros(Time.GetUtcNow()), 0, Known: true);
        Directory.CreateDirectory(Data);
    }

    public ManualBoardClock Clock { get; } = new();

    public ManualTime Time { get; } = new();

    public SimulatedMlx90614 Chip { get; }

    public bool IsNoisy { get; set; } = true;

    public SimulatedSmBus Bus { get; } = new();

    public SimulatedGpio Gpio { get; }

    public FakeBroker Broker { get; } = new();

    public FakeDisk Disk { get; } = new();

    /// <summary>In place of <see cref="Broker"/>.</summary>
    public IMqttConnector? Connector { get; set; }

    public string? BusFault { get; set; }

    public string? GpioFault { get; set; }

    public bool IsClockSynchronised { get; set; } = true;

    /// <summary>What passes while the doctor waits between two looks.</summary>
    public Action WhileWaiting { get; set; } = () => { };

    /// <summary>The outbox's folder.</summary>
    public string Data => Path.Combine(_folder.Path, "data");

    /// <summary>Over the settings of a gate that lacks nothing; later ones count.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["Screening:LeastIndoors"] = "10m" };

    public GatewayOptions Options => GatewayConfiguration.Parse(
        $$"""{ "Gate": { "Id": "gate-1" }, "Broker": { "Host": "broker" }, "Outbox": { "Folder": "{{Data}}" } }""", Environment());

    public async Task<DoctorReport> RunAsync()
    {
        using var patient = new Patient(Options, Equipment());
        return await Examination.RunAsync(patient, _ => { }, CancellationToken.None);
    }

    /// <summary>What one check found; null if it was not made.</summary>
    public async Task<Finding?> FindAsync(string check) => (await RunAsync()).Checks.SingleOrDefault(finding => finding.Check == check);

    /// <summary>The whole command on a file; <see cref="Settings"/> are not in it.</summary>
    public async Task<(int ExitCode, string Output)> RunCommandAsync(string settings, bool json)
    {
        var file = Path.Combine(_folder.Path, "gateway.json");
        await File.WriteAllTextAsync(file, settings);
        await using var output = new StringWriter();
        var exitCode = await DoctorCommand.RunAsync(file, json, _ => Equipment(), output, CancellationToken.None);
        return (exitCode, output.ToString().Replace(file, "gateway.json", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Gpio.Dispose();
        Bus.Dispose();
        _folder.Dispose();
    }

    private DoctorEquipment Equipment() => new()
    {
        OpenBus = path => BusFault is { } fault ? throw new LineUnavailableException($"{path}: {fault}") : new LentBus(Bus),
        OpenGpio = path => GpioFault is { } fault ? throw new LineUnavailableException($"{path}: {fault}") : Gpio,
        OpenConnector = () => Connector ?? Broker,
        BoardClock = Clock,
        WallClock = new FakeWallClock(this),
        Disk = Disk,
        Board = "board-1",
        Time = Time,
        Wait = time =>
        {
            Clock.Advance(time);
            WhileWaiting();
        },
    };

    private IEnumerable<KeyValuePair<string, string>> Environment() => Settings.Select(setting => KeyValuePair.Create(
        $"CHECKPOINT_{setting.Key.Replace(":", "__", StringComparison.Ordinal)}", setting.Value));

    /// <summary>The doctor closes what it opened; the bench has more use for it.</summary>
    private sealed class LentBus(ISmBus bus) : ISmBus
    {
        public BusAnswer Read(byte address, byte command, Span<byte> response) => bus.Read(address, command, response);

        public BusAnswer Write(byte address, ReadOnlySpan<byte> data) => bus.Write(address, data);

        public void Dispose()
        {
        }
    }

    private sealed class FakeWallClock(DoctorBench bench) : IWallClock
    {
        public BootOffset? Read() => bench.IsClockSynchronised
            ? new BootOffset(bench.Clock.Now.BootId, 0, 2_500, bench.Clock.Now.BoottimeMicroseconds, ClockQuality.Ntp)
            : null;
    }
}
