using Checkpoint.Contract;

namespace Checkpoint.Tests.Simulation.Auditing;

/// <summary>Something that must not be.</summary>
/// <param name="Gate">Null for none in particular.</param>
/// <param name="At">Virtual time.</param>
public sealed record Finding(FindingKind Kind, GateId? Gate, TimeSpan At, string Detail)
{
    public override string ToString() => $"{At:d\\.hh\\:mm\\:ss\\.fff} {Kind}{(Gate is { } gate ? $" {gate}" : "")}: {Detail}";
}
