namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>A volunteer has entered what the contact thermometer says.</summary>
/// <param name="IsFever">Fever, or normal.</param>
/// <param name="Person">Whose screening waited for it; null if none did.</param>
public sealed record VerdictEntered(long AtMicroseconds, bool IsFever, long? Person) : LaneFact(AtMicroseconds);
