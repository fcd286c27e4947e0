using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Plans;

namespace Checkpoint.Tests.Simulation;

/// <summary>What one run has shown.</summary>
/// <param name="Findings">The first of them; none when all is well.</param>
/// <param name="FindingCount">Of all.</param>
/// <param name="TraceHash">Equal for equal runs.</param>
/// <param name="Events">Things that happened.</param>
/// <param name="Made">Records that gates promised to keep.</param>
/// <param name="Stored">Records in the database at the end.</param>
/// <param name="ConnectedErrors">Of records made while connected: how far their time is from the true one, microseconds.</param>
public sealed record SimulationResult(
    SimulationPlan Plan,
    IReadOnlyList<Finding> Findings,
    long FindingCount,
    ulong TraceHash,
    long Events,
    long Made,
    long Stored,
    IReadOnlyList<long> ConnectedErrors)
{
    public bool IsWell => FindingCount == 0;
}
