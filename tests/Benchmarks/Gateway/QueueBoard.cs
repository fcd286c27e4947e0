using System.Diagnostics;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>
/// The cheapest world that keeps a gateway busy: a thermometer and an endless queue of healthy people. At the moment when
/// the lamp comes on, one steps away and through the beams, and the next stands there. That happens on the gateway's own
/// thread and is timed: the queue has no thread, no timer and no clock of its own.
/// </summary>
internal sealed class QueueBoard : ISmBus
{
    private const double HousingC = 24;

    /// <summary>A forehead of 36.3 °C of body in such a room, by T = Ts + 0.19 (Ts - Ta).</summary>
    private const double ForeheadC = 34.3;

    /// <summary>One step up or down at random: noise, without which a chip looks stuck.</summary>
    private const int NoiseSteps = 1;

    private readonly IBoardClock _clock;
    private readonly LineOptions _lines;
    private readonly SimulatedSmBus _bus = new();
    private readonly Random _noise = new(1);
    private readonly List<LitLamp> _lamps = [];
    private long _servedAt;
    private long _worldTicks;
    private bool _isLit;

    public QueueBoard(LineOptions lines, byte sensorAddress, IBoardClock clock)
    {
        (_lines, _clock) = (lines, clock);
        Gpio = new SimulatedGpio(clock);
        var chip = new SimulatedMlx90614((command, word) => command == SimulatedMlx90614.Object1 ? Noisy(word) : word);
        chip.Set(SimulatedMlx90614.Ambient, HousingC);
        chip.Set(SimulatedMlx90614.Object1, ForeheadC);
        _bus.Attach(sensorAddress, chip);
        Gpio.Drive(lines.Presence.Line, true);
        Gpio.OutputsWritten += Look;
    }

    public SimulatedGpio Gpio { get; }

    /// <summary>Whole only once the gateway has ended.</summary>
    public IReadOnlyList<LitLamp> Lamps => _lamps;

    public BusAnswer Read(byte address, byte command, Span<byte> response)
    {
        var from = Stopwatch.GetTimestamp();
        var answer = _bus.Read(address, command, response);
        var to = Stopwatch.GetTimestamp();
        _worldTicks += to - from;
        if (command == SimulatedMlx90614.Object1)
            _servedAt = to;
        return answer;
    }

    public BusAnswer Write(byte address, ReadOnlySpan<byte> data) => _bus.Write(address, data);

    public void Dispose() => _bus.Dispose();

    private ushort Noisy(ushort word) => (ushort)(word + _noise.Next(-NoiseSteps, NoiseSteps + 1));

    private void Look()
    {
        var from = Stopwatch.GetTimestamp();
        var green = Gpio.IsHigh(_lines.GreenLine);
        var lit = green || Gpio.IsHigh(_lines.AmberLine) || Gpio.IsHigh(_lines.RedLine);
        if (lit && !_isLit)
        {
            _lamps.Add(new LitLamp(_clock.Now.BoottimeMicroseconds, Microseconds(from - _servedAt), green, Microseconds(_worldTicks)));
            ChangePlaces();
        }

        _isLit = lit;
        _worldTicks += Stopwatch.GetTimestamp() - from;
    }

    private static long Microseconds(long ticks) => ticks * 1_000_000 / Stopwatch.Frequency;

    private void ChangePlaces()
    {
        Gpio.Drive(_lines.Presence.Line, false);
        Gpio.Drive(_lines.BeamOutside.Line, true);
        Gpio.Drive(_lines.BeamInside.Line, true);
        Gpio.Drive(_lines.BeamOutside.Line, false);
        Gpio.Drive(_lines.BeamInside.Line, false);
        Gpio.Drive(_lines.Presence.Line, true);
    }
}
