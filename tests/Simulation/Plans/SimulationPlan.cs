namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>A whole world, as a seed decides it or as a shrunken finding leaves it.</summary>
public sealed record SimulationPlan
{
    public required long Seed { get; init; }

    /// <summary>After so long everything is mended, and all that was made must arrive.</summary>
    public required TimeSpan Duration { get; init; }

    public required DateTimeOffset Begin { get; init; }

    public required IReadOnlyList<GatePlan> Gates { get; init; }

    public required int Ingests { get; init; }

    /// <summary>Records that an ingest takes before it says "busy".</summary>
    public required int IngestQueue { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Of those who would come, the share who do: a finding may need few.</summary>
    public double People { get; init; } = 1;

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"seed {Seed}: {Gates.Count} gates, {Ingests} ingests, {Duration:d\\.hh\\:mm\\:ss}, people {People:P0}, {Faults.Count} faults",
            .. Gates.Select(gate => $"  {gate}"),
            .. Faults.Select(fault => $"  {fault}"),
        ]);
}
