namespace Checkpoint.Gateway.Screenings;

/// <summary>What is known of the sensor before it measures anybody: read back from the chip, and from its calibration.</summary>
public sealed record SensorStanding
{
    /// <summary>Of a sensor whose identity could not be read yet.</summary>
    public static SensorStanding Unknown { get; } = new() { Doubt = "its identity can't be read" };

    /// <summary>Why it can't be trusted as it stands; null if it can.</summary>
    public string? Doubt { get; init; }

    /// <summary>A medical part, or one calibrated on site: its verdicts may be called clinical.</summary>
    public bool IsMedical { get; init; } = true;

    /// <summary>In place of what the options say, since it is this sensor's own; null while it is not known which that is.</summary>
    public SensorCorrection? Correction { get; init; }

    /// <summary>What people usually measure with this sensor at this gate, 0.01 °C; null while it is not known.</summary>
    public int? UsualBodyCentiC { get; init; }

    /// <summary>Which sensor, and since when it is calibrated; for events.</summary>
    public string Description { get; init; } = "sensor not known";
}
