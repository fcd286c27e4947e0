using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// A door's contact. Without beams behind it, the door itself counts: open to close is one movement inward if a screening
/// let somebody in; any other opening has no known direction and is an event only. Where those who leave are seen to ask
/// for it, a door that opens for neither has been forced.
/// </summary>
internal sealed class Door(LaneTimes times, bool countsPassages, bool seesExits)
{
    private readonly Guard _held = new(times.DoorHeldAfter, GateEventType.DoorHeld, null, "");
    private bool _open;
    private bool _counting;
    private long _freeUntil = long.MinValue;

    public long NextTickAt => _held.NextTickAt;

    /// <summary>Somebody inside asks to get out.</summary>
    public void OnExit(long at) => _freeUntil = at + (long)times.ExitValidity.TotalMicroseconds;

    /// <param name="isAllowed">A screening lets somebody in.</param>
    public void OnContact(bool open, bool isAllowed, long at, List<LaneFact> facts, List<BeamMovement> movements)
    {
        if (_open == open)
            return;
        _open = open;
        facts.Add(new Happened(at, TypeOf(open, isAllowed, at), ""));
        _held.Set(open, at, facts);
        if (_counting && !open)
            movements.Add(Ended);
        _counting = countsPassages && open && isAllowed;
        if (_counting)
            movements.Add(Began);
        if (isAllowed)
            OnExit(at);
    }

    public void OnTick(long at, List<LaneFact> facts) => _held.OnTick(at, facts);

    private static BeamMovement Began => new(BeamMovementKind.Began, PassageDirection.Inward);

    private static BeamMovement Ended => new(BeamMovementKind.Ended, PassageDirection.Inward, PassageEnd.Completed);

    /// <summary>A door that swings once more behind somebody who was let through is not forced.</summary>
    private GateEventType TypeOf(bool open, bool isAllowed, long at)
    {
        if (!open)
            return GateEventType.DoorClosed;
        return seesExits && !isAllowed && at > _freeUntil ? GateEventType.DoorForced : GateEventType.DoorOpened;
    }
}
