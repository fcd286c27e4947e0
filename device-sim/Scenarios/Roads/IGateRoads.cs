using Checkpoint.Contract;

namespace Checkpoint.DeviceSim.Scenarios.Roads;

/// <summary>The roads of a site's gates to its broker, each of which can be broken.</summary>
public interface IGateRoads : IAsyncDisposable
{
    /// <summary>What can be done to them.</summary>
    IReadOnlyList<RoadFault> Faults { get; }

    GateRoad Of(GateId gate);

    /// <param name="random">Decides how bad it is.</param>
    Task BreakAsync(GateId gate, RoadFault fault, Random random);

    /// <summary>As good as new. A connection that broke stays broken.</summary>
    Task MendAsync(GateId gate);
}
