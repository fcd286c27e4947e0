namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>Somebody is being measured: the lamp of the one before must go out. No record.</summary>
public sealed record AttemptBegan(long AtMicroseconds) : LaneFact(AtMicroseconds);
