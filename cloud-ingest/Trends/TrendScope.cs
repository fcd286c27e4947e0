using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>What of all that was recorded a trend is of.</summary>
/// <param name="Level">By what it is added up.</param>
/// <param name="Within">Only of this gate or place; null for all.</param>
/// <param name="Area">The viewer's.</param>
public sealed record TrendScope(PlaceLevel Level, PlaceCode? Within, Area Area)
{
    /// <summary>The same for the store.</summary>
    public IReadOnlyList<PlaceCode> Bounds => [.. new[] { Within, Area.Place }.OfType<PlaceCode>()];

    /// <summary>Whether what a gate recorded at a place belongs to it.</summary>
    public bool Holds(GateId gate, Place place) => Area.Contains(place) && (Within is null || place.CodeAt(Within.Level, gate) == Within.Code);

    /// <summary>Whether anything that a gate may have recorded belongs to it.</summary>
    public bool EverHeld(RegisteredGate gate) => gate.Assignments.Any(assignment => Holds(gate.Id, assignment.Place));

    /// <summary>Of the series that it is added to.</summary>
    public string CodeOf(GateId gate, Place place) => place.CodeAt(Level, gate);
}
