namespace Checkpoint.Gateway.Sensors;

/// <summary>Grades of the MLX90614 (datasheet rev 13, ordering information). The chip itself does not tell which it is.</summary>
public enum SensorPart
{
    /// <summary>Dxx: ±0.2 °C where bodies are, as long as the chip itself is at 16 to 40 °C.</summary>
    Medical = 1,

    /// <summary>Axx and Bxx: ±0.5 °C at best.</summary>
    Standard = 2,
}
