using Checkpoint.Contract;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Simulation.Clouds;

/// <summary>The registry's file, on this machine's own disk: read when an ingest starts or is told to.</summary>
internal sealed class SimulatedRegistry : IDisposable
{
    private readonly SortedDictionary<string, int> _hidden = new(StringComparer.Ordinal);
    private readonly List<GateId> _gates;

    public SimulatedRegistry(IEnumerable<GateId> gates)
    {
        _gates = [.. gates];
        Save();
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"checkpoint-registry-{Guid.NewGuid():N}.json");

    /// <summary>Adds up with other calls for this gate.</summary>
    public void Hide(GateId gate)
    {
        _hidden[gate.Value] = _hidden.GetValueOrDefault(gate.Value) + 1;
        Save();
    }

    public void Show(GateId gate)
    {
        _hidden[gate.Value]--;
        Save();
    }

    public void Dispose() => File.Delete(Path);

    private void Save() => File.WriteAllText(Path, SiteRegistry.Write(
        _gates.Where(gate => _hidden.GetValueOrDefault(gate.Value) == 0).Select(gate => new SiteGate(gate, GateKind.Pedestrian))));
}
