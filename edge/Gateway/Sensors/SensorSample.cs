namespace Checkpoint.Gateway.Sensors;

/// <summary>What was read at one moment.</summary>
/// <param name="Ambient">The sensor's own temperature; null when it was not asked for.</param>
public readonly record struct SensorSample(SensorReading Surface, SensorReading? Ambient)
{
    /// <summary>Every reading asked for is good.</summary>
    public bool IsGood => Failure == SensorFailure.None;

    /// <summary>The first failure, or none.</summary>
    public SensorFailure Failure => Surface.IsGood ? Ambient?.Failure ?? SensorFailure.None : Surface.Failure;
}
