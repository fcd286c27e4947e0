using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Gateway.Screenings;
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
    private readonly TruthLog _truth;
    private readonly Random _random;
    private readonly People _people;
    private readonly SensorView _view;
    private readonly LampWatch _lamps;
    private readonly LaneWalk _lane;
    private long _visits;

    /// <param name="address">The thermometer's, 7 bits.</param>
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
        (_options, _times, _clock, _truth, _random) = (options, times, clock, truth, new Random(seed));
        Gpio = new SimulatedGpio(board);
        Bus = new SimulatedSmBus(new Random(seed + 1), new BusFaultRates());
        _view = new SensorView(options, times.MovingIn, clock, new Random(seed + 2));
        Bus.Attach((byte)address, _view.Chip);
        _people = new People(options, new HarbinWeather(seed), _random);
        _lamps = new LampWatch(Gpio, lines);
        _lane = new LaneWalk(Gpio, lines, times.Step, clock);
    }

    /// <summary>For the gateway.</summary>
    public SimulatedGpio Gpio { get; }

    /// <summary>For the gateway.</summary>
    public SimulatedSmBus Bus { get; }

    /// <summary>
    /// Sends people, once the gateway watches its lines, until told to stop; who is in the lane then leaves it at once.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Gpio.InputsTaken.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                await VisitAsync(stop);
        }
    }

    public void Dispose()
    {
        _lamps.Dispose();
        Gpio.Dispose();
        Bus.Dispose();
    }

    private TimeSpan Gap(DateTimeOffset time)
    {
        var mean = _times.MeanGap
            ?? TimeSpan.FromHours(1 / Math.Max(1, ArrivalCurve.PeopleAnHour(_options.PeopleADay, time)));
        return TimeSpan.FromSeconds(_random.Exponential(mean.TotalSeconds));
    }

    private async Task VisitAsync(CancellationToken stop)
    {
        var person = _people.Next(_clock.GetUtcNow());
        var visit = Begin(person);
        var end = person.Direction == PassageDirection.Outward
            ? await GoAsync(person.Direction, PassageEnd.Completed, stop)
            : await EnterAsync(visit, person, stop);
        _truth.Write(new VisitEnded(visit, end));
    }

    private long Begin(Person person)
    {
        var visit = ++_visits;
        _truth.Write(new VisitBegun(visit, person.CoreCentiC, person.Direction));
        return visit;
    }

    private async Task<PassageEnd?> EnterAsync(long visit, Person person, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var lamp = await StandAsync(visit, attempt, person, stop);
            if (lamp != ScreeningOutcome.Retry)
                return await ObeyAsync(lamp, stop);
            if (_random.Happens(_options.WalkInShare))
                return await GoAsync(PassageDirection.Inward, PassageEnd.Unscreened, stop);
            if (_random.Happens(_options.GiveUpShare) || stop.IsCancellationRequested)
                return null;
            await _lane.PauseAsync(_times.RetryPause, stop);
        }
    }

    private async Task<ScreeningOutcome?> StandAsync(long visit, int attempt, Person person, CancellationToken stop)
    {
        var seen = _lamps.Times;
        _view.StepIn(person);
        var from = RecordTime.At(_clock.GetUtcNow(), TimeSpan.Zero).Microseconds;
        var stand = new Stand(_lane, _view);
        var leavesEarly = _random.Happens(_options.LeaveEarlyShare);
        if (!leavesEarly)
            _lamps.OnNext(stand.Leave);
        _lane.Present(true);
        var lamp = leavesEarly ? null : await _lamps.WaitAsync(seen, _times.Patience, _clock, stop);
        if (leavesEarly)
            await _lane.PauseAsync(_times.Impatience * _random.NextDouble(), stop);
        stand.Leave();
        var (ofObject, ofAmbient) = (stand.Object, stand.Ambient);
        _truth.Write(new AttemptEnded(
            visit, attempt, from, ofObject.Count, ofObject.Least, ofObject.Most, ofAmbient.Least, ofAmbient.Most, lamp));
        // The next one does not step up before the lamp has spoken to whoever ran off.
        if (lamp is null)
            await _lamps.WaitAsync(seen, _times.Patience, _clock, stop);
        return lamp;
    }

    private async Task<PassageEnd?> ObeyAsync(ScreeningOutcome? lamp, CancellationToken stop)
    {
        if (lamp == ScreeningOutcome.Manual && _random.Happens(_options.LetInShare))
            await _lane.PauseAsync(_times.ManualCheck, stop);
        else if (lamp != ScreeningOutcome.Normal)
            return null;
        await _lane.PauseAsync(_times.Approach, stop);
        if (!_random.Happens(_options.TurnBackShare))
            return await GoAsync(PassageDirection.Inward, PassageEnd.Completed, stop);
        await _lane.TurnBackAsync(PassageDirection.Inward, stop);
        return PassageEnd.Aborted;
    }

    private async Task<PassageEnd> GoAsync(PassageDirection direction, PassageEnd end, CancellationToken stop)
    {
        var isFollowed = direction == PassageDirection.Inward && _random.Happens(_options.TailgateShare);
        long follower = 0;
        Action? follow = isFollowed ? () => follower = Begin(_people.Next(_clock.GetUtcNow())) : null;
        await _lane.ThroughAsync(direction, follow, stop);
        if (isFollowed)
            _truth.Write(new VisitEnded(follower, PassageEnd.Tailgated));
        return end;
    }
}
