using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway;

/// <summary>What a lane measures with.</summary>
public sealed record LaneSensors
{
    public required Mlx90614 Thermometer { get; init; }

    /// <summary>Looks at which thermometer it is and what is known of that one; called on the lane's thread.</summary>
    public required Func<SensorStanding> Standing { get; init; }

    /// <summary>Keeps what people usually measure with this thermometer, 0.01 °C, for the standing of a later start.</summary>
    public Action<int> UsualBodyLearned { get; init; } = _ => { };

    /// <summary>The thermometer is no longer believed, or again: a gate that can't decide is not in service.</summary>
    public Action<bool> DoubtChanged { get; init; } = _ => { };

    /// <summary>Reads the air sensors; null where none is fitted.</summary>
    public Func<AirSample>? Air { get; init; }

    public TimeSpan AirInterval { get; init; } = TimeSpan.FromSeconds(30);
}
