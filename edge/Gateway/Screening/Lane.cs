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
    private readonly SensorWatch _sensor;
    private readonly Guard _obstructed;
    private readonly Guard _outsideBlind;
    private readonly Guard _insideBlind;
    private readonly Guard _tampered = new(TimeSpan.Zero, GateEventType.Tamper, GateEventType.TamperRestored, "");
    private readonly Guard _power = new(TimeSpan.Zero, GateEventType.PowerLost, GateEventType.PowerRestored, "");
    private readonly Dictionary<LaneLine, long> _pressedAt = [];
    private readonly List<BeamMovement> _movements = [];
    private readonly long _dismissAfter;

    public Lane(LineOptions lines, ScreeningOptions screening)
    {
        var times = lines.Times;
        _dismissAfter = (long)times.DismissAfter.TotalMicroseconds;
        _screener = new Screener(screening);
        _passages = new Passages(lines, screening);
        _beams = new BeamPair(times.AbortAfter);
        _sensor = new SensorWatch(screening.FailuresToFault);
        _door = lines.Door.IsFitted
            ? new Door(times, countsPassages: lines.Kind == GateKind.Door && !lines.HasBeams, lines.Exit.IsFitted)
            : null;
        _obstructed = Obstruction(times.ObstructedAfter, "both beams blocked");
        _outsideBlind = Obstruction(times.BeamBlindAfter, "outside beam blocked");
        _insideBlind = Obstruction(times.BeamBlindAfter, "inside beam blocked");
    }

    /// <summary>Nobody is being measured, waited for, or between the beams.</summary>
    public bool IsIdle => _screener.IsIdle && _beams.IsIdle;

    /// <summary>When the sensor is to be read next.</summary>
    public long NextSampleAt => _screener.NextSampleAt;

    /// <summary>The next sample is to have the sensor's own temperature too.</summary>
    public bool WantsAmbient => _screener.WantsAmbient;

    /// <summary>When <see cref="OnTick"/> has something to do; <see cref="long.MaxValue"/> for never.</summary>
    public long NextTickAt => Guards().Select(guard => guard.NextTickAt)
        .Append(_screener.NextTickAt).Append(_beams.NextTickAt).Append(_door?.NextTickAt ?? long.MaxValue).Min();

    /// <summary>A line has changed.</summary>
    public void OnLine(LaneLine line, bool active, long at, List<LaneFact> facts)
    {
        switch (line)
        {
            case LaneLine.Presence: Screen(facts, () => _screener.OnPresence(active, at, facts)); break;
            case LaneLine.BeamOutside or LaneLine.BeamInside: OnBeam(line == LaneLine.BeamOutside, active, at, facts); break;
            case LaneLine.Door: OnDoor(active, at, facts); break;
            case LaneLine.Tamper: _tampered.Set(active, at, facts); break;
            case LaneLine.PowerFail: _power.Set(active, at, facts); break;
            default: OnButton(line, active, at, facts); break;
        }
    }

    /// <summary>
    /// A line as it was found, at the start or after edges were lost. A button found pressed says nothing: nobody saw it
    /// being pressed.
    /// </summary>
    public void OnLevel(LaneLine line, bool active, long at, List<LaneFact> facts)
    {
        if (line is not (LaneLine.VerdictNormal or LaneLine.VerdictFever or LaneLine.Exit or LaneLine.Release))
            OnLine(line, active, at, facts);
        else if (!active)
            _pressedAt.Remove(line);
    }

    public void OnSample(SensorSample sample, long at, List<LaneFact> facts)
    {
        _sensor.OnSample(sample, at, facts);
        Screen(facts, () => _screener.OnSample(sample, at, facts));
    }

    /// <summary>The air about the gate was measured.</summary>
    public void OnAir(AirSample sample, long at, List<LaneFact> facts) => _screener.OnAir(sample, at, facts);

    /// <summary>The sensor has been looked at: once it answers first, and again whenever another may have taken its place.</summary>
    public void OnStanding(SensorStanding standing, long at, List<LaneFact> facts) => _screener.OnStanding(standing, at, facts);

    public void OnTick(long at, List<LaneFact> facts)
    {
        Screen(facts, () => _screener.OnTick(at, facts));
        _beams.OnTick(at, _movements);
        Tell(at, facts);
        foreach (var guard in Guards())
            guard.OnTick(at, facts);
        _door?.OnTick(at, facts);
    }

    /// <summary>The screening of this person, or the verdict on them, could not be made durable: it lets nobody pass.</summary>
    public void OnNotRecorded(long person, long at) => _passages.OnNotRecorded(person, at);

    private static Guard Obstruction(TimeSpan after, string detail) =>
        new(after, GateEventType.BeamObstructed, GateEventType.BeamCleared, detail);

    private Guard[] Guards() => [_obstructed, _outsideBlind, _insideBlind];

    private void OnBeam(bool outside, bool broken, long at, List<LaneFact> facts)
    {
        _beams.OnBeam(outside, broken, at, _movements);
        Tell(at, facts);
        _obstructed.Set(_beams.IsBlocked, at, facts);
        (outside ? _outsideBlind : _insideBlind).Set(broken, at, facts);
    }

    private void OnDoor(bool open, long at, List<LaneFact> facts)
    {
        _door?.OnContact(open, _passages.IsAllowed(at), at, facts, _movements);
        Tell(at, facts);
    }

    private void OnVerdict(bool isFever, long at, List<LaneFact> facts)
    {
        if (_passages.OnVerdict(isFever, at) is { } entered)
            facts.Add(entered);
    }

    private void OnButton(LaneLine button, bool active, long at, List<LaneFact> facts)
    {
        if (!active && _pressedAt.Remove(button, out var since) && button == LaneLine.Release && at - since >= _dismissAfter)
            _passages.OnDismissed();
        if (!active || !_pressedAt.TryAdd(button, at))
            return;
        switch (button)
        {
            case LaneLine.VerdictNormal or LaneLine.VerdictFever: OnVerdict(button == LaneLine.VerdictFever, at, facts); break;
            case LaneLine.Exit: _door?.OnExit(at); break;
            case LaneLine.Release: facts.Add(_passages.OnRelease(at)); break;
        }
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
