namespace Checkpoint.Gateway.Sensors;

/// <summary>One measurement of air.</summary>
/// <param name="Temperature">0.01 °C, or why there is none.</param>
/// <param name="HumidityPercent">Relative, 0 to 100; null for a chip without it, and where the temperature is missing.</param>
public readonly record struct AirReading(SensorReading Temperature, double? HumidityPercent)
{
    public static AirReading Bad(SensorFailure failure, int tries) => new(new SensorReading(0, failure, tries), null);
}
