using Checkpoint.Contract;
using Checkpoint.DeviceSim.Faults;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>What stands at a simulated site.</summary>
public sealed record SiteOptions
{
    /// <summary>All data and logs go below it.</summary>
    public required string Folder { get; init; }

    public SiteStore Store { get; init; } = SiteStore.Sqlite;

    /// <summary>Puts a proxy that misreports writes before InfluxDB; null for none.</summary>
    public FaultProxyOptions? Proxy { get; init; }

    /// <summary>Else on 127.0.0.1 only.</summary>
    public bool BrokerListensEverywhere { get; init; }

    public IReadOnlyList<SiteGate> Gates { get; init; } = [];
}

/// <summary>Where a site's cloud stores.</summary>
public enum SiteStore
{
    Sqlite,
    Influx,
}

/// <summary>A gate that the site's registry knows and its broker lets in.</summary>
public sealed record SiteGate(GateId Id, GateKind Kind)
{
    /// <summary>Two for pedestrians, one vehicle lane, one building door, and so on.</summary>
    public static IReadOnlyList<SiteGate> Mixed(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SiteGate(GateId.Parse($"gate-{i + 1:00}"), KindOf(i)))];

    private static GateKind KindOf(int index) => (index % 4) switch
    {
        2 => GateKind.Vehicle,
        3 => GateKind.Door,
        _ => GateKind.Pedestrian,
    };
}
