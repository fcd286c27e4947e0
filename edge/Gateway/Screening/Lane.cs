using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// One lane of a gate, as a function of what happened: lines, samples and ticks go in, each with its CLOCK_BOOTTIME in
/// microseconds; facts come out, in order. It has no clock and does no I/O, so the same input always gives the same facts.
/// </summary>
public sealed class Lane
{
    private readonly Screener _screener;
    private readonly BeamPair _beams;
    private readonly Passages _passages;
    private readonly Door? _door;
    private readonly Guard _obstructed;
    private readonly Guard _tampered = new(TimeSpan.Zero, GateEventType.Tamper, GateEventType.TamperRestored, "");
    private readonly SensorWatch _sensor;
    private readonly List<BeamMovement> _movements = [];

    public Lane(GateKind kind, ScreeningOptions screening, LaneTimes times, bool hasBeams)
    {
        _screener = new Screener(screening);
        _passages = new Passages(screening);
        _beams = new BeamPair(times.AbortAfter);
        _sensor = new SensorWatch(screening.FailuresToFault);
        _door = kind == GateKind.Door ? new Door(times.DoorHeldAfter, countsPassages: !hasBeams) : null;
        _obstructed = new Guard(
            times.ObstructedAfter, GateEventType.BeamObstructed, GateEventType.BeamCleared, "both beams blocked");
    }

    /// <summary>When the sensor is to be read next.</summary>
    public long NextSampleAt => _screener.NextSampleAt;

    public SampleNeed SampleNeed => _screener.Need;

    /// <summary>When <see cref="OnTick"/> has something to do; <see cref="long.MaxValue"/> for never.</summary>
    public long NextTickAt => Math.Min(
        Math.Min(_screener.NextTickAt, _beams.NextTickAt),
        Math.Min(_obstructed.NextTickAt, _door?.NextTickAt ?? long.MaxValue));

    public void OnLine(LaneLine line, bool active, long at, List<LaneFact> facts)
    {
        switch (line)
        {
            case LaneLine.Presence: Screen(facts, () => _screener.OnPresence(active, at, facts)); break;
            case LaneLine.BeamOutside or LaneLine.BeamInside: OnBeam(line == LaneLine.BeamOutside, active, at, facts); break;
            case LaneLine.Door: OnDoor(active, at, facts); break;
            case LaneLine.Tamper: _tampered.Set(active, at, facts); break;
        }
    }

    public void OnSample(SensorSample sample, long at, List<LaneFact> facts)
    {
        _sensor.OnSample(sample, at, facts);
        Screen(facts, () => _screener.OnSample(sample, at, facts));
    }

    public void OnTick(long at, List<LaneFact> facts)
    {
        Screen(facts, () => _screener.OnTick(at, facts));
        _beams.OnTick(at, _movements);
        Tell(at, facts);
        _obstructed.OnTick(at, facts);
        _door?.OnTick(at, facts);
    }

    /// <summary>The screening of this person could not be made durable: it lets nobody pass.</summary>
    public void OnNotRecorded(long person) => _passages.OnNotRecorded(person);

    private void OnBeam(bool outside, bool broken, long at, List<LaneFact> facts)
    {
        _beams.OnBeam(outside, broken, at, _movements);
        Tell(at, facts);
        _obstructed.Set(_beams.IsBlocked, at, facts);
    }

    private void OnDoor(bool open, long at, List<LaneFact> facts)
    {
        _door?.OnContact(open, _passages.IsAllowed(at), at, facts, _movements);
        Tell(at, facts);
    }

    /// <summary>Verdicts reach the passages before any line that comes after them.</summary>
    private void Screen(List<LaneFact> facts, Action act)
    {
        var before = facts.Count;
        act();
        for (var i = before; i < facts.Count; i++)
        {
            if (facts[i] is AttemptDecided decided)
                _passages.OnDecided(decided);
        }
    }

    private void Tell(long at, List<LaneFact> facts)
    {
        foreach (var movement in _movements)
        {
            if (_passages.OnMovement(movement, at) is not { } ended)
                continue;
            facts.Add(ended);
            if (ended is { Direction: PassageDirection.Inward, End: PassageEnd.Unscreened })
                _screener.OnWentThrough();
        }

        _movements.Clear();
    }
}
