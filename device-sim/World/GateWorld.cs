using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.DeviceSim.World;

/// <summary>
/// The people of one gate, in real time, one in the lane after the other. They touch nothing of the gateway but wires: its
/// registers and inputs from below, its lamps by sight. What they truly were and did goes into the truth.
/// </summary>
public sealed class GateWorld : IDisposable
{
    private readonly WorldOptions _options;
    private readonly VisitTimes _times;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly LampWatch _lamps;
    private readonly LaneWalk _lane;
    private readonly Func<CancellationToken, Task> _visit;
    private readonly WiredTroubles _wired;
    private readonly Task _watched;

    /// <param name="address">The thermometer's, 7 bits. Air sensors are at both of theirs, the vestibule's at the lower.</param>
    public GateWorld(
        LineOptions lines,
        int address,
        int seed,
        WorldOptions options,
        VisitTimes times,
        IBoardClock board,
        TimeProvider clock,
        TruthLog truth)
    {
        (_options, _times, _clock, _random) = (options, times, clock, new Random(seed));
        var weather = new HarbinWeather(seed);
        var troubles = TroublePlan.Drawn(
            options.Troubles, seed, clock.GetUtcNow(), trouble => truth.Write(TroublePlanned.Of(trouble)));
        var view = new SensorView(options, weather, troubles, times.MovingIn, clock, new Random(seed + 2));
        _watched = view.Watched;
        Gpio = new SimulatedGpio(board);
        Bus = new TroubledBus(Chips(view, (byte)address, new Random(seed + 1)), troubles, clock, new Random(seed + 3));
        _lamps = new LampWatch(Gpio, lines);
        _lane = new LaneWalk(Gpio, lines, times, clock);
        _wired = new WiredTroubles(troubles, _lane, clock);
        _visit = Visitors(new Stage
        {
            Lines = lines,
            Options = options,
            Times = times,
            Clock = clock,
            Truth = truth,
            Random = _random,
            People = new People(options, weather, _random),
            View = view,
            Lamps = _lamps,
            Lane = _lane,
        });
    }

    /// <summary>For the gateway.</summary>
    public SimulatedGpio Gpio { get; }

    /// <summary>For the gateway.</summary>
    public ISmBus Bus { get; }

    /// <summary>
    /// Sends people, once the gateway is at work, until told to stop; who is in the lane then leaves it at once.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.WhenAll(Gpio.InputsTaken, _watched).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(RunVisitsAsync(stop), _wired.RunAsync(stop));
    }

    public void Dispose()
    {
        _lamps.Dispose();
        Gpio.Dispose();
        Bus.Dispose();
    }

    private static SimulatedSmBus Chips(SensorView view, byte address, Random random)
    {
        var bus = new SimulatedSmBus(random, new BusFaultRates());
        bus.Attach(address, view.Chip);
        bus.Attach(AirOptions.LowAddress, view.VestibuleAir);
        bus.Attach(AirOptions.HighAddress, view.OutdoorAir);
        return bus;
    }

    private static Func<CancellationToken, Task> Visitors(Stage stage)
    {
        var (measuring, volunteer) = (new Measuring(stage), new Volunteer(stage));
        return stage.Lines.Release.IsFitted
            ? new Vehicles(stage, measuring, volunteer).RunAsync
            : new Visits(stage, measuring, volunteer).RunAsync;
    }

    private async Task RunVisitsAsync(CancellationToken stop)
    {
        var next = _clock.GetUtcNow();
        while (!stop.IsCancellationRequested)
        {
            next += Gap(next);
            var now = _clock.GetUtcNow();
            if (next > now)
                await _lane.PauseAsync(next - now, stop);
            else
                next = now;
            if (!stop.IsCancellationRequested)
                await _visit(stop);
        }
    }

    private TimeSpan Gap(DateTimeOffset time)
    {
        var mean = _times.MeanGap
            ?? TimeSpan.FromHours(1 / Math.Max(1, ArrivalCurve.PeopleAnHour(_options.PeopleADay, time)));
        return _random.Exponential(mean);
    }
}
