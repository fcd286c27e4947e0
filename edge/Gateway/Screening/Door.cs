using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// A door's contact. Without beams behind it, the door itself counts: open to close is one movement inward if a screening
/// let somebody in; any other opening has no known direction and is an event only.
/// </summary>
internal sealed class Door(TimeSpan heldAfter, bool countsPassages)
{
    private readonly Guard _held = new(heldAfter, GateEventType.DoorHeld, null, "");
    private bool _open;
    private bool _counting;

    public long NextTickAt => _held.NextTickAt;

    /// <param name="isAllowed">A screening lets somebody in.</param>
    public void OnContact(bool open, bool isAllowed, long at, List<LaneFact> facts, List<BeamMovement> movements)
    {
        if (_open == open)
            return;
        _open = open;
        facts.Add(new Happened(at, open ? GateEventType.DoorOpened : GateEventType.DoorClosed, ""));
        _held.Set(open, at, facts);
        if (_counting && !open)
            movements.Add(Ended);
        _counting = countsPassages && open && isAllowed;
        if (_counting)
            movements.Add(Began);
    }

    public void OnTick(long at, List<LaneFact> facts) => _held.OnTick(at, facts);

    private static BeamMovement Began => new(BeamMovementKind.Began, PassageDirection.Inward);

    private static BeamMovement Ended => new(BeamMovementKind.Ended, PassageDirection.Inward, PassageEnd.Completed);
}
