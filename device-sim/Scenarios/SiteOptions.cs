using System.Text.Json.Nodes;
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

    /// <summary>With all communities in which gates stand.</summary>
    public SitePlace District { get; init; } = SitePlace.Demo;

    /// <summary>What the cloud does at first: all, ingest or serve.</summary>
    public string CloudRole { get; init; } = "all";

    /// <summary>Beyond what the site itself needs; its keys are those of the cloud's configuration.</summary>
    public JsonObject? CloudSettings { get; init; }
}

/// <summary>Where a site's cloud stores.</summary>
public enum SiteStore
{
    Sqlite,
    Influx,
}
