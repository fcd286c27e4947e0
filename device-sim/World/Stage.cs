using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.DeviceSim.World;

/// <summary>What everybody who comes to the gate has to do with.</summary>
internal sealed record Stage
{
    private long _visits;

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

    /// <returns>The visit's number.</returns>
    public long Begin(Person person)
    {
        var visit = Interlocked.Increment(ref _visits);
        Truth.Write(new VisitBegun(visit, person.CoreCentiC, person.Direction));
        return visit;
    }
}
