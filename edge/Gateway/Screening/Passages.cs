using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>Joins movements with the screenings, and the volunteers' verdicts, that allowed them.</summary>
internal sealed class Passages(LineOptions lines, ScreeningOptions options)
{
    private readonly PassGrants _grants = new();
    private readonly Queue<PassGrants.Grant?> _moving = new();
    private readonly WaitingForVerdict _waiting = new(options.ManualPassValidity);
    private readonly VehicleParty? _party = lines.Release.IsFitted ? new VehicleParty(options.ManualPassValidity) : null;
    private (bool IsFever, long At)? _lastVerdict;

    /// <summary>
    /// A fever lets nobody pass; a retry is no verdict; "manual" leaves it to the volunteer, who says so by a button where
    /// there is one, or just waves people through.
    /// </summary>
    public void OnDecided(AttemptDecided decided)
    {
        var (person, at, outcome) = (decided.Person, decided.AtMicroseconds, decided.Verdict.Outcome);
        if (lines.HasVerdictButtons && outcome is (ScreeningOutcome.Manual or ScreeningOutcome.Fever))
            _waiting.Add(person, at);
        if (_party is not null)
            _party.Set(person, mayPass: outcome == ScreeningOutcome.Normal, at);
        else if (outcome == ScreeningOutcome.Normal)
            Grant(person, isManual: false, options.PassValidity, at);
        else if (outcome == ScreeningOutcome.Manual && !lines.HasVerdictButtons)
            Grant(person, isManual: true, options.ManualPassValidity, at);
    }

    /// <summary>Null when it was the same button pressed twice.</summary>
    public VerdictEntered? OnVerdict(bool isFever, long at)
    {
        if (_lastVerdict is { } last && last.IsFever == isFever && at - last.At < (long)lines.Times.VerdictRepeat.TotalMicroseconds)
            return null;
        _lastVerdict = (isFever, at);
        var entered = new VerdictEntered(at, isFever, _waiting.Take(at));
        if (isFever)
            _party?.SendAway();
        if (entered.Person is not { } person)
            return entered;
        if (isFever)
            _grants.Withdraw(person);
        else if (_party is not null)
            _party.Set(person, mayPass: true, at);
        else
            Grant(person, isManual: false, options.PassValidity, at);
        return entered;
    }

    /// <summary>A volunteer wants the vehicle through.</summary>
    public ReleaseAsked OnRelease(long at)
    {
        var driver = _party?.Release(at);
        if (driver is { } person)
            Grant(person, isManual: false, options.PassValidity, at);
        return new ReleaseAsked(at, driver is not null);
    }

    /// <summary>The vehicle has gone undecided.</summary>
    public void OnDismissed() => _party?.SendAway();

    public void OnNotRecorded(long person, long at)
    {
        _grants.Withdraw(person);
        _party?.Set(person, mayPass: false, at);
    }

    /// <summary>A screening that still holds waits for somebody to pass.</summary>
    public bool IsAllowed(long at) => _grants.HasAny(at);

    /// <summary>Null, or the passage that the movement ended in.</summary>
    public MovementEnded? OnMovement(BeamMovement movement, long at)
    {
        if (movement.End is { } end)
            return Ended(movement.Direction, end, at);
        _moving.Enqueue(movement.Direction == PassageDirection.Inward ? _grants.Take(at) : null);
        return null;
    }

    private void Grant(long person, bool isManual, TimeSpan validity, long at) =>
        _grants.Add(person, isManual, at + (long)validity.TotalMicroseconds);

    private MovementEnded Ended(PassageDirection direction, PassageEnd end, long at)
    {
        var grant = _moving.Dequeue();
        if (end == PassageEnd.Aborted && grant is { } unused)
            _grants.Return(unused);
        var unscreened = end == PassageEnd.Completed && direction == PassageDirection.Inward && grant is null;
        return new MovementEnded(
            at,
            direction,
            unscreened ? PassageEnd.Unscreened : end,
            end == PassageEnd.Aborted ? null : grant?.Person);
    }
}
