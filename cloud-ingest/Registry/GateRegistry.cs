using System.Collections.Frozen;
using System.Collections.Immutable;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>
/// Which gates there are and where they stand, at one moment. Place is looked up by the record's own time, so that a record
/// sent twice always gets the same place, whenever it arrives.
/// </summary>
public sealed class GateRegistry(ImmutableArray<District> districts, IEnumerable<RegisteredGate> gates)
{
    public static readonly GateRegistry Empty = new([], []);

    public ImmutableArray<District> Districts { get; } = districts;

    public FrozenDictionary<GateId, RegisteredGate> Gates { get; } = gates.ToFrozenDictionary(gate => gate.Id);

    /// <summary>
    /// Moves in this registry that would give records already stored another place: those that begin before
    /// <paramref name="now"/> and that <paramref name="former"/> did not have.
    /// </summary>
    public IEnumerable<(GateId Gate, DateTimeOffset From)> RewrittenSince(GateRegistry former, DateTimeOffset now) =>
        from gate in Gates.Values
        let before = former.Gates.GetValueOrDefault(gate.Id)
        where before is not null
        from time in gate.Assignments.Concat(before.Assignments).Select(assignment => assignment.From).Distinct()
        where time < now && gate.At(time).Place != before.At(time).Place
        select (gate.Id, time);
}
