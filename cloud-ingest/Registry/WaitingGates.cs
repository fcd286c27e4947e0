using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>A gate that has spoken and that the registry does not know.</summary>
/// <param name="Software">From its hello; null before one came.</param>
/// <param name="Board">Serial number, from its hello.</param>
public sealed record WaitingGate(GateId Gate, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, string? Software, string? Board);

/// <summary>
/// Gates waiting for registration. Holds <see cref="MaxGates"/>; beyond it the one silent longest makes room, and is
/// listed again when it speaks. Safe to call from any thread.
/// </summary>
public sealed class WaitingGates
{
    public const int MaxGates = 1_000;

    private readonly Lock _lock = new();

    private readonly Dictionary<GateId, WaitingGate> _gates = [];

    public IReadOnlyList<WaitingGate> List()
    {
        lock (_lock)
            return [.. _gates.Values.OrderBy(gate => gate.Gate.Value, StringComparer.Ordinal)];
    }

    public void Saw(GateId gate, DateTimeOffset now, string? software = null, string? board = null)
    {
        lock (_lock)
        {
            if (!_gates.TryGetValue(gate, out var known))
            {
                if (_gates.Count >= MaxGates)
                    _gates.Remove(_gates.Values.MinBy(entry => entry.LastSeen)!.Gate);
                known = new WaitingGate(gate, now, now, null, null);
            }

            _gates[gate] = known with { LastSeen = now, Software = software ?? known.Software, Board = board ?? known.Board };
        }
    }

    /// <summary>Takes off the list whom the registry now knows.</summary>
    public void Forget(GateRegistry registry)
    {
        lock (_lock)
        {
            foreach (var gate in _gates.Keys.Where(registry.Gates.ContainsKey).ToList())
                _gates.Remove(gate);
        }
    }
}
