using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Hardware;

/// <summary>A record as the outbox has it.</summary>
/// <param name="MadeAt">CLOCK_BOOTTIME of the fact it tells, µs.</param>
/// <param name="Record">With its seq, and its time where that is known.</param>
internal sealed record KeptRecord(long MadeAt, GateRecord Record);
