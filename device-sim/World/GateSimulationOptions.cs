using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.Gateway.Configuration;

namespace Checkpoint.DeviceSim.World;

/// <summary>One simulated gate.</summary>
/// <param name="Gateway">The real gateway's own settings.</param>
/// <param name="TruthFolder">Where the truth is written, and goes on after an earlier process.</param>
/// <param name="StateFile">Null for none.</param>
public sealed record GateSimulationOptions(GatewayOptions Gateway, int Seed, Pace Pace, string TruthFolder, string? StateFile)
{
    public TroubleOptions Troubles { get; init; } = new();
}
