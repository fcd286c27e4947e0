namespace Checkpoint.Gateway.Sensors;

/// <summary>What was read at one moment; null for what was not asked for.</summary>
public readonly record struct SensorSample(SensorReading? Surface, SensorReading? Ambient)
{
    /// <summary>Every reading asked for is good.</summary>
    public bool IsGood => Failure == SensorFailure.None;

    /// <summary>The first failure, or none.</summary>
    public SensorFailure Failure => Surface is { IsGood: false } surface
        ? surface.Failure
        : Ambient?.Failure ?? SensorFailure.None;
}
