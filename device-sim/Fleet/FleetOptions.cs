using Checkpoint.Gateway.Uplink;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>How many light gates, how busy, for how long, against which broker.</summary>
public sealed record FleetOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Readings a second, all gates together.</summary>
    public required double RatePerSecond { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>How long acks may take to come in once the last reading is made.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromMinutes(2);

    public int Seed { get; init; } = 1;

    public UplinkOptions Uplink { get; init; } = new();
}
