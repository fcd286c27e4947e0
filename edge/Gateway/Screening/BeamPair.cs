using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings;

/// <summary>
/// Two beams a body's width apart. Inward is 00 → 10 → 11 → 01 → 00, first digit the outside beam; outward its mirror.
/// "Near" and "far" below are as seen by the one who is between them. A second breaking of the near beam before the far
/// one clears is somebody following.
/// </summary>
internal sealed class BeamPair(TimeSpan abortAfter)
{
    /// <summary>More don't fit between two beams: what goes on breaking the near one is no person and is not counted.</summary>
    private const int MostFollowers = 8;

    private bool _outside;
    private bool _inside;
    private PassageDirection? _direction;
    private bool _headIsFar;
    private bool _isTailgater;
    private bool _isGivenUp;
    private int _followers;
    private long _lastEdgeAt;

    public bool IsIdle => _direction is null;

    /// <summary>Both beams are broken.</summary>
    public bool IsBlocked => _outside && _inside;

    /// <summary>When <see cref="OnTick"/> has something to do; <see cref="long.MaxValue"/> for never.</summary>
    public long NextTickAt =>
        _direction is null || _isGivenUp ? long.MaxValue : _lastEdgeAt + (long)abortAfter.TotalMicroseconds;

    public void OnBeam(bool outside, bool broken, long at, List<BeamMovement> movements)
    {
        if ((outside ? _outside : _inside) == broken)
            return;
        if (outside)
            _outside = broken;
        else
            _inside = broken;
        _lastEdgeAt = at;
        if (_direction is null)
            Begin(outside ? PassageDirection.Inward : PassageDirection.Outward, movements);
        else
            Continue(near: outside == (_direction == PassageDirection.Inward), broken, movements);
    }

    /// <summary>
    /// Who has not moved for so long has given up, as far as the count goes; going on later is a movement of its own.
    /// </summary>
    public void OnTick(long at, List<BeamMovement> movements)
    {
        if (at < NextTickAt)
            return;
        EndAll(PassageEnd.Aborted, movements);
        _isGivenUp = true;
    }

    private void Begin(PassageDirection direction, List<BeamMovement> movements)
    {
        _direction = direction;
        movements.Add(new BeamMovement(BeamMovementKind.Began, direction));
    }

    private void Continue(bool near, bool broken, List<BeamMovement> movements)
    {
        var cleared = !_outside && !_inside;
        if (_isGivenUp && !(cleared && near))
            Begin(_direction!.Value, movements);
        if (cleared)
            EndAtClear(lastWasNear: near, movements);
        else if (near && broken && _headIsFar)
            Follow(movements);
        else if (near && !broken)
            _headIsFar = true;
        else if (!near && !broken)
            LeaveFar(movements);
        _isGivenUp = false;
    }

    private void Follow(List<BeamMovement> movements)
    {
        if (_followers == MostFollowers)
            return;
        _followers++;
        movements.Add(new BeamMovement(BeamMovementKind.Followed, _direction!.Value));
    }

    /// <summary>The far beam cleared with the near one broken: those before the last are through, or one went back a step.</summary>
    private void LeaveFar(List<BeamMovement> movements)
    {
        _headIsFar = false;
        for (; _followers > 0; _followers--)
            EndOne(Through(), movements, followerIsNext: true);
    }

    private void EndAtClear(bool lastWasNear, List<BeamMovement> movements)
    {
        if (!_isGivenUp || !lastWasNear)
            EndAll(lastWasNear ? PassageEnd.Aborted : null, movements);
        _direction = null;
        _headIsFar = false;
    }

    /// <param name="end">Null: they are through.</param>
    private void EndAll(PassageEnd? end, List<BeamMovement> movements)
    {
        for (; _followers > 0; _followers--)
            EndOne(end ?? Through(), movements, followerIsNext: true);
        EndOne(end ?? Through(), movements, followerIsNext: false);
    }

    private PassageEnd Through() => _isTailgater ? PassageEnd.Tailgated : PassageEnd.Completed;

    private void EndOne(PassageEnd end, List<BeamMovement> movements, bool followerIsNext)
    {
        movements.Add(new BeamMovement(BeamMovementKind.Ended, _direction!.Value, end));
        _isTailgater = followerIsNext;
    }
}
