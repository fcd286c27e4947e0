namespace Checkpoint.Gateway.Sensors;

/// <summary>A chip that answered on the bus.</summary>
public readonly record struct FoundChip(byte Address, ChipKind Kind);

public enum ChipKind
{
    /// <summary>Answers, and is none of those known here.</summary>
    Unknown = 1,
    Mlx90614 = 2,
    Bme280 = 3,

    /// <summary>As a BME280, but without humidity.</summary>
    Bmp280 = 4,
}
