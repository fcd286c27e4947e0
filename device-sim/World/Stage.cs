using Checkpoint.Contract;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.DeviceSim.World;

/// <summary>What everybody who comes to the gate has to do with.</summary>
internal sealed class Stage
{
    private long _visits;

    public required LineOptions Lines { get; init; }

    public required WorldOptions Options { get; init; }

    public required VisitTimes Times { get; init; }

    public required TimeProvider Clock { get; init; }

    public required TruthLog Truth { get; init; }

    public required Random Random { get; init; }

    public required People People { get; init; }

    public required SensorView View { get; init; }

    public required LampWatch Lamps { get; init; }

    public required LaneWalk Lane { get; init; }

    public Person NextPerson() => People.Next(Clock.GetUtcNow());

    /// <summary>By car, too, people go through a gate at walking pace.</summary>
    public BeamCrossing CrossingOf(Person person) => Lines.Kind == GateKind.Vehicle
        ? BeamCrossing.ByCar(person.WalkingMetresPerSecond)
        : BeamCrossing.OnFoot(person.WalkingMetresPerSecond);

    /// <returns>The visit's number.</returns>
    public long Begin(Person person)
    {
        var visit = ++_visits;
        Truth.Write(new VisitBegun(visit, person.CoreCentiC, person.Direction));
        return visit;
    }
}
