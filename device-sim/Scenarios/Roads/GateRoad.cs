namespace Checkpoint.DeviceSim.Scenarios.Roads;

/// <summary>How a gate gets to its broker.</summary>
public sealed record GateRoad(string Host, int Port)
{
    /// <summary>Goes before the gate's command, e.g. to start it in a network of its own.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];
}
