using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>Somebody went through, or turned back.</summary>
/// <param name="Person">Whose screening let them pass; null if there was none.</param>
public sealed record MovementEnded(long AtMicroseconds, PassageDirection Direction, PassageEnd End, long? Person)
    : LaneFact(AtMicroseconds);
