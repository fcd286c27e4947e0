namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Target">Which gate or ingest, from 0; of no meaning for broker and database.</param>
/// <param name="From">Virtual time.</param>
/// <param name="Size">See <see cref="FaultKind"/>.</param>
public sealed record Fault(FaultKind Kind, int Target, TimeSpan From, TimeSpan Duration, double Size)
{
    /// <summary>At a gate, as opposed to the cloud's side.</summary>
    public bool IsOfGate => Kind < FaultKind.IngestKilled;

    public override string ToString() =>
        $"{From:d\\.hh\\:mm\\:ss\\.fff} for {Duration:d\\.hh\\:mm\\:ss\\.fff}  {Kind}{(IsOfGate ? $" gate {Target}" : "")} {Size:0.00}";
}
