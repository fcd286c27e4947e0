namespace Checkpoint.Tests.Simulation;

/// <summary>How a simulation is run, beside what its seed decides.</summary>
public sealed record SimulationOptions
{
    public static readonly SimulationOptions Default = new();

    /// <summary>Gets each line of a replay; null for none.</summary>
    public Action<string>? Trace { get; init; }
}
