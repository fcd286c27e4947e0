using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>One difference between database and truth.</summary>
public sealed record AuditFinding(AuditFault Fault, GateId Gate, string Detail)
{
    /// <summary>How many records it is about.</summary>
    public long Records { get; init; } = 1;

    public override string ToString() => $"{Gate}: {WireName.Of(Fault)}: {Detail}";
}
