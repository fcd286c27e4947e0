namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>InfluxDB's own limits, beyond which it drops single points of a write. 0 for none.</summary>
public sealed record InfluxLimits
{
    public int MaxSeriesPerDatabase { get; init; }

    public int MaxValuesPerTag { get; init; }
}
