using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>
/// One gate with one sensor on one day, in virtual time: people come by the hourly curve, one after the other. The same seed
/// gives the same people at every circumstance.
/// </summary>
internal sealed class GateDay
{
    /// <summary>Long enough that nobody is taken for the one before (<see cref="ScreeningOptions.PersonForgottenAfter"/>).</summary>
    private static readonly TimeSpan LeastGap = TimeSpan.FromSeconds(40);

    /// <summary>The gate knows its sensor, the air and its drift before anybody comes.</summary>
    private static readonly TimeSpan BeforeTheFirst = TimeSpan.FromMinutes(15);

    private static readonly DateTimeOffset Midnight = new(2026, 2, 10, 0, 0, 0, HarbinWeather.LocalOffset);

    private readonly int _peopleADay;
    private readonly VisitTimes _times = new();
    private readonly WorldOptions _world;
    private readonly VirtualClock _clock = new(Midnight);
    private readonly SensorView _view;
    private readonly VirtualGate _gate;
    private readonly People _people;
    private readonly Random _conduct;
    private long _sensorDoubts;

    public GateDay(ScreeningCell cell, int seed, int peopleADay)
    {
        _peopleADay = peopleADay;
        _world = cell.World(SensorError.Of(seed, cell));
        var weather = new SteadyWeather(cell.OutdoorC);
        _people = new People(_world, weather, new Random(seed));
        _conduct = new Random(unchecked(seed + 1_000_003));
        _view = new SensorView(_world, weather, TroublePlan.None, _times.MovingIn, _clock, new Random(unchecked(seed + 2_000_003)));
        var bus = new SimulatedSmBus(new Random(unchecked(seed + 3_000_017)), new BusFaultRates());
        bus.Attach(SimulatedMlx90614.DefaultAddress, _view.Chip);
        bus.Attach(AirOptions.LowAddress, _view.VestibuleAir);
        bus.Attach(AirOptions.HighAddress, _view.OutdoorAir);
        _gate = new VirtualGate(LineOptions.For(GateKind.Pedestrian), cell.Screening, Sensors(bus), _clock);
    }

    public CellTally Run()
    {
        var (feverish, healthy) = (GroupTally.None, GroupTally.None);
        _gate.Run(BeforeTheFirst);
        for (var come = 0; come < _peopleADay; come++)
        {
            _gate.Run(Gap());
            var person = _people.Next(_clock.GetUtcNow());
            var from = _clock.Microseconds;
            var (end, askedAgain) = Visit(person);
            var took = _clock.Microseconds - from;
            if (person.IsFeverish)
                feverish = feverish.With(end, askedAgain, took);
            else
                healthy = healthy.With(end, askedAgain, took);
            if (end == ScreeningEnd.CalledNormal)
                GoIn(person, _times.Approach);
        }

        return new CellTally(feverish, healthy, _sensorDoubts);
    }

    private static LaneSensors Sensors(SimulatedSmBus bus)
    {
        var fitted = new AirOptions { VestibuleAddress = AirOptions.LowAddress, OutdoorAddress = AirOptions.HighAddress };
        return new LaneSensors
        {
            Thermometer = new Mlx90614(bus, new SensorOptions()),
            Standing = () => new SensorStanding(),
            Air = new AirSensors(bus, fitted, _ => { }).Read,
            AirInterval = fitted.Interval,
        };
    }

    private TimeSpan Gap()
    {
        var anHour = Math.Max(1, ArrivalCurve.PeopleAnHour(_peopleADay, _clock.GetUtcNow()));
        return LeastGap + _conduct.Exponential(TimeSpan.FromHours(1 / anHour));
    }

    private (ScreeningEnd End, bool AskedAgain) Visit(Person person)
    {
        for (var askedAgain = false; ; askedAgain = true)
        {
            switch (Stand(person))
            {
                case ScreeningOutcome.Normal: return (ScreeningEnd.CalledNormal, askedAgain);
                case ScreeningOutcome.Fever: return (ScreeningEnd.CalledFever, askedAgain);
                case ScreeningOutcome.Manual: return (ScreeningEnd.SentToVolunteer, askedAgain);
                case null: return (ScreeningEnd.Left, askedAgain);
            }

            if (_conduct.Happens(_world.WalkInShare))
            {
                GoIn(person, TimeSpan.Zero);
                return (ScreeningEnd.Left, true);
            }

            if (_conduct.Happens(_world.GiveUpShare))
                return (ScreeningEnd.Left, true);
            if (_conduct.Happens(_world.UncoverShare))
                person = person with { Cover = 0 };
            _gate.Run(_times.RetryPause);
        }
    }

    /// <summary>One attempt; null for somebody who did not stay for its end.</summary>
    private ScreeningOutcome? Stand(Person person)
    {
        var leavesEarly = _conduct.Happens(_world.LeaveEarlyShare);
        TakeFacts();
        _view.StepIn(person);
        _gate.Set(LaneLine.Presence, true);
        _gate.RunUntilDecided(leavesEarly ? _times.Impatience * _conduct.NextDouble() : _times.Patience);
        _gate.Set(LaneLine.Presence, false);
        _view.StepOut();
        var decided = TakeFacts().OfType<AttemptDecided>().SingleOrDefault();
        return leavesEarly ? null : decided?.Verdict.Outcome;
    }

    private void GoIn(Person person, TimeSpan approach)
    {
        var crossing = BeamCrossing.OnFoot(person.WalkingMetresPerSecond);
        _gate.Run(approach);
        _gate.Set(LaneLine.BeamOutside, true);
        _gate.Run(crossing.ToFar);
        _gate.Set(LaneLine.BeamInside, true);
        _gate.Run(crossing.Both);
        _gate.Set(LaneLine.BeamOutside, false);
        _gate.Run(crossing.ToFar);
        _gate.Set(LaneLine.BeamInside, false);
    }

    private IReadOnlyList<LaneFact> TakeFacts()
    {
        var facts = _gate.TakeFacts();
        _sensorDoubts += facts.Count(fact => fact is Happened { Type: GateEventType.SensorDoubtful });
        return facts;
    }
}
