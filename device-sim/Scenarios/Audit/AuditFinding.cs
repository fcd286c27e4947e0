using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios.Audit;

/// <summary>One difference between database and truth.</summary>
public sealed record AuditFinding(AuditFault Fault, GateId Gate, string Detail)
{
    public override string ToString() => $"{Gate}: {WireName.Of(Fault)}: {Detail}";
}
