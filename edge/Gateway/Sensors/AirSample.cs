namespace Checkpoint.Gateway.Sensors;

/// <summary>What the air sensors said at one moment; null for one that is not fitted.</summary>
/// <param name="Vestibule">Where people are measured.</param>
/// <param name="Outdoor">Where they come from.</param>
public readonly record struct AirSample(SensorReading? Vestibule, SensorReading? Outdoor);
