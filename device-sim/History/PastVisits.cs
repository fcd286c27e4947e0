using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.History;

/// <summary>
/// What one gate records of those who come to it: the world's people, judged by the gate's own judge on the samples that its
/// thermometer would have given. Chips, lines and lamps are left out, so that a month takes seconds.
/// </summary>
/// <param name="record">Takes a record and its time; gives its seq.</param>
internal sealed class PastVisits(GatePast past, IWeather weather, Random random, Func<GateRecord, DateTimeOffset, long> record)
{
    /// <summary>These sites have a waiting room.</summary>
    private static readonly ScreeningOptions Screening = new() { LeastIndoors = new WorldOptions().LeastIndoors };

    private static readonly VisitTimes Times = new();

    private static readonly TimeSpan LeastDwell = TimeSpan.FromSeconds(1.4);
    private static readonly TimeSpan DwellSpread = TimeSpan.FromSeconds(0.2);

    /// <summary>From the first beam to the last.</summary>
    private static readonly TimeSpan Crossing = TimeSpan.FromSeconds(0.5);

    /// <summary>Mean of <see cref="HarbinWeather"/>, for which the heater was bought, °C.</summary>
    private const double UsualOutdoorC = -15;

    /// <summary>The housing's heating comes and goes: so much in an hour, °C.</summary>
    private const double HousingSwingC = 0.3;

    /// <summary>Far from what counts as drifting, °C a minute.</summary>
    private const double DriftCPerMinute = 0.03;

    private readonly WorldOptions _world = new();
    private DateTimeOffset _now;

    private bool IsDoor => past.Gate.Kind == GateKind.Door;

    /// <summary>Whoever comes at this time, until they are through or gone.</summary>
    public void Run(DateTimeOffset at)
    {
        _now = at;
        var first = Next();
        if (first.Direction == PassageDirection.Outward)
            Pass(PassageDirection.Outward, PassageEnd.Completed, null);
        else if (past.Gate.Kind == GateKind.Vehicle)
            RunVehicle(first);
        else if (Screen(first) is { } screening)
            GoIn(screening);
    }

    private Person Next()
    {
        var share = past.FeverShare * (past.Outbreak?.Factor(_now) ?? 1);
        return new People(_world with { FeverShare = share }, weather, random).Next(_now);
    }

    /// <summary>All in it are measured; it goes through when all are well.</summary>
    private void RunVehicle(Person driver)
    {
        var screening = Screen(driver);
        for (var passengers = Vehicles.Passengers(random); passengers > 0 && screening is not null; passengers--)
            screening = Screen(Next());
        if (screening is not null)
            GoIn(screening.Value);
    }

    private void GoIn(long screening)
    {
        _now += Times.Approach;
        if (random.Happens(_world.TurnBackShare))
        {
            Pass(PassageDirection.Inward, PassageEnd.Aborted, screening);
            return;
        }

        Pass(PassageDirection.Inward, PassageEnd.Completed, screening);
        if (random.Happens(_world.TailgateShare))
            Pass(PassageDirection.Inward, PassageEnd.Tailgated, null);
    }

    private void Pass(PassageDirection direction, PassageEnd end, long? screening)
    {
        if (IsDoor)
            record(new GateEvent { Type = GateEventType.DoorOpened }, _now);
        _now += Crossing;
        record(new Passage { Direction = direction, End = end, ScreeningSeq = screening }, _now);
        if (IsDoor)
            record(new GateEvent { Type = GateEventType.DoorClosed }, _now);
    }

    /// <returns>The seq of the screening that lets them in; null for who is not let in.</returns>
    private long? Screen(Person person)
    {
        var (attempts, fevers, wasHigh) = (0, 0, false);
        for (long? first = null; ;)
        {
            var leaves = random.Happens(_world.LeaveEarlyShare);
            var dwell = leaves ? Times.Impatience * random.NextDouble() : LeastDwell + (DwellSpread * random.NextDouble());
            var attempt = Measure(person, ++attempts, dwell, leaves) with { EarlierFevers = fevers, WasHigh = wasHigh };
            var verdict = Judge.Decide(attempt, Screening);
            _now += dwell;
            var seq = record(verdict.ToRecord(dwell, Screening, first), _now);
            (first, fevers, wasHigh) = (first ?? seq, fevers + (verdict.SaysFever ? 1 : 0), wasHigh || verdict.IsHigh);
            if (verdict.Outcome is ScreeningOutcome.Fever or ScreeningOutcome.Manual)
                return Check(person, seq) ? seq : null;
            if (verdict.Outcome == ScreeningOutcome.Normal || leaves || !TriesAgain(ref person))
                return verdict.Outcome == ScreeningOutcome.Normal && !leaves ? seq : null;
        }
    }

    private bool TriesAgain(ref Person person)
    {
        if (random.Happens(_world.WalkInShare))
        {
            Pass(PassageDirection.Inward, PassageEnd.Unscreened, null);
            return false;
        }

        _now += Times.RetryPause;
        if (random.Happens(_world.UncoverShare))
            person = person with { Cover = 0 };
        return !random.Happens(_world.GiveUpShare);
    }

    /// <summary>The volunteer's contact thermometer.</summary>
    private bool Check(Person person, long screening)
    {
        _now += Times.ManualCheck;
        var contact = person.CoreC + _world.ContactOffsetC + random.Normal(_world.ContactNoiseC);
        var isFever = contact >= _world.ContactFeverFromC;
        record(new GateEvent { Type = isFever ? GateEventType.ManualFever : GateEventType.ManualNormal, ScreeningSeq = screening }, _now);
        return !isFever;
    }

    private Attempt Measure(Person person, int number, TimeSpan dwell, bool leaves)
    {
        var outdoor = weather.OutdoorC(_now);
        var vestibule = _world.VestibuleC + (past.ColdLeak * (outdoor - UsualOutdoorC));
        var housing = vestibule + (HousingSwingC * Math.Sin(2 * Math.PI * _now.TimeOfDay.TotalHours));
        var skin = Optics.MixedC(person.SkinC(_now, vestibule), housing, 1 - _world.SkinEmissivity);
        var seen = Optics.MixedC(skin, person.CoverC(_now, vestibule), person.Cover) + past.SensorErrorAt(_now);
        var samples = Math.Min(Screening.SamplesWanted, (int)(dwell / Screening.SampleInterval));
        return new Attempt
        {
            Number = number,
            SurfaceCentiC = [.. Enumerable.Range(0, samples).Select(_ => Stepped(seen + random.Normal(_world.NoiseC)))],
            Failures = 0,
            AmbientCentiC = Stepped(housing),
            AirCentiC = (int)Math.Round(vestibule * 100),
            SkinDeficitC = Rewarming.DeficitC(Screening.LeastIndoors, outdoor),
            DriftCPerMinute = DriftCPerMinute,
            LeftEarly = leaves,
        };
    }

    /// <summary>The chip's words are 0.02 °C apart.</summary>
    private static int Stepped(double celsius) => 2 * (int)Math.Round(celsius * 50);
}
