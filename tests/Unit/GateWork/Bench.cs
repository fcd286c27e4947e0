using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.GateWork;

/// <summary>The real worker and driver on simulated registers and lines, sampling every 2 ms.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public static readonly ScreeningOptions Quick = new()
    {
        SampleInterval = TimeSpan.FromMilliseconds(2),
        SamplingTime = TimeSpan.FromSeconds(5),
        SamplesWanted = 8,
        AmbientInterval = TimeSpan.FromMilliseconds(100),
        RetryDelay = TimeSpan.FromMilliseconds(10),
        LeastDriftSpan = TimeSpan.FromMilliseconds(10),
        MostDriftCPerMinute = 100,
        LeastIndoors = TimeSpan.FromMinutes(10),
        Emissivity = 1,
        HeatBalanceK = 0,
    };

    /// <summary>After so many transactions the drift of the sensor's temperature is known.</summary>
    private const int TransactionsToKnowDrift = 20;

    private readonly GateWorker _worker;
    private readonly LaneSensors _sensors;

    public Bench(TestSink sink, LineOptions? lines = null, ScreeningOptions? screening = null, ILaneWatcher? watcher = null)
    {
        Sink = sink;
        Lines = lines ?? new LineOptions();
        Bus.Attach(SimulatedMlx90614.DefaultAddress, Chip);
        _sensors = SensorsOn(Bus) with { Standing = () => Standing };
        _worker = new GateWorker(
            screening ?? Quick, Lines, _sensors, Gpio, sink, new LinuxBoardClock(), NullLogger<GateWorker>.Instance, watcher, () => HasFault);
    }

    public TestSink Sink { get; }

    public LineOptions Lines { get; }

    public SimulatedMlx90614 Chip { get; } = NoisyChip.Create();

    public SimulatedSmBus Bus { get; } = new();

    public SimulatedGpio Gpio { get; } = new(new LinuxBoardClock());

    public GateWorker Worker => _worker;

    /// <summary>Readings of the sensor, both registers.</summary>
    public long Transactions => _sensors.Thermometer.Counters.Transactions;

    /// <summary>What is known of the sensor when it is looked at next.</summary>
    public SensorStanding Standing { get; set; } = new();

    /// <summary>Fevers and alarms are being lost.</summary>
    public bool HasFault { get; set; }

    public bool Green => Gpio.IsHigh(Lines.GreenLine);

    public bool Amber => Gpio.IsHigh(Lines.AmberLine);

    public bool Red => Gpio.IsHigh(Lines.RedLine);

    /// <summary>The real driver; nothing speaks against its chip.</summary>
    public static LaneSensors SensorsOn(ISmBus bus) => new()
    {
        Thermometer = new Mlx90614(bus, new SensorOptions()), Standing = () => new SensorStanding(),
    };

    public static async Task Until(Func<bool> state, string what, int seconds = 20)
    {
        var deadline = Environment.TickCount64 + (seconds * 1000);
        while (!state())
        {
            Assert.True(Environment.TickCount64 < deadline, $"not within {seconds} s: {what}");
            await Task.Delay(1);
        }
    }

    public Task<Bench> StartAsync() => StartAsync(TransactionsToKnowDrift);

    public async Task<Bench> StartAsync(int transactions)
    {
        await _worker.StartAsync(CancellationToken.None);
        await Until(() => _sensors.Thermometer.Counters.Transactions >= transactions, "the sensor's drift is known");
        return this;
    }

    public Task StopAsync() => _worker.StopAsync(CancellationToken.None);

    /// <summary>Stands before the sensor until so many screenings are kept, then steps away.</summary>
    public async Task StandAsync(double surfaceC, int screenings)
    {
        Chip.Set(SimulatedMlx90614.Object1, surfaceC);
        Gpio.Drive(Lines.Presence.Line, true);
        await Until(() => Sink.Screenings.Count() >= screenings, $"{screenings} screenings");
        Gpio.Drive(Lines.Presence.Line, false);
    }

    public void GoIn()
    {
        Gpio.Drive(Lines.BeamOutside.Line, true);
        Gpio.Drive(Lines.BeamInside.Line, true);
        Gpio.Drive(Lines.BeamOutside.Line, false);
        Gpio.Drive(Lines.BeamInside.Line, false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _worker.Dispose();
        Gpio.Dispose();
        Bus.Dispose();
    }
}
