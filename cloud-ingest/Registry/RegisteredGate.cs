using System.Collections.Immutable;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Registry;

/// <summary>A gate that the registry knows.</summary>
/// <param name="Assignments">At least one; ascending by their beginning.</param>
public sealed record RegisteredGate(GateId Id, ImmutableArray<Assignment> Assignments)
{
    /// <summary>When operators had it closed; ascending, none over another, and only the last may have no end.</summary>
    public ImmutableArray<Closure> Closures { get; init; } = [];

    /// <summary>Where the gate stood at a record's time: the last assignment begun by then, or the first of all.</summary>
    public Assignment At(DateTimeOffset time)
    {
        var i = Assignments.Length - 1;
        while (i > 0 && Assignments[i].From > time)
            i--;
        return Assignments[i];
    }
}
