using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Screenings.Facts;

/// <summary>An event of the gate.</summary>
/// <param name="Count">How often, at least 1; the time is that of the last.</param>
public sealed record Happened(long AtMicroseconds, GateEventType Type, string Detail, int Count = 1) : LaneFact(AtMicroseconds);
