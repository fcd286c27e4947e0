using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>Joins movements with the screenings that allowed them.</summary>
internal sealed class Passages(ScreeningOptions options)
{
    private readonly PassGrants _grants = new();
    private readonly Queue<PassGrants.Grant?> _moving = new();

    /// <summary>A fever lets nobody pass; a retry is no verdict.</summary>
    public void OnDecided(AttemptDecided decided)
    {
        var isManual = decided.Verdict.Outcome == ScreeningOutcome.Manual;
        if (!isManual && decided.Verdict.Outcome != ScreeningOutcome.Normal)
            return;
        var validity = isManual ? options.ManualPassValidity : options.PassValidity;
        _grants.Add(decided.Person, isManual, decided.AtMicroseconds + (long)validity.TotalMicroseconds);
    }

    public void OnNotRecorded(long person) => _grants.Withdraw(person);

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
