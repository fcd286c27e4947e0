namespace Checkpoint.Gateway.Calibrations;

/// <summary>What a calibration must keep to. Temperatures in °C.</summary>
public static class CalibrationLimits
{
    /// <summary>A reference nobody's forehead comes near says nothing of foreheads.</summary>
    public const double LeastReferenceC = 25;

    public const double MostReferenceC = 45;

    public const int MostPoints = 9;

    /// <summary>So many points, and so far apart, before a gain is fitted; the usual 35, 37 and 39 °C are.</summary>
    public const int PointsForGain = 3;

    public const double LeastSpanForGainC = 2;

    /// <summary>A part that is out by more is not to be corrected but replaced: ±0.5 °C is the worst grade in the warm.</summary>
    public const double MostOffsetC = 3;

    public const double LeastGain = 0.95;

    public const double MostGain = 1.05;

    /// <summary>Laboratory accuracy that ISO 80601-2-56 and ASTM E1965 ask of a thermometer for people.</summary>
    public const double MostResidualC = 0.3;

    /// <summary>As a medical part has it (datasheet rev 13, fig 24): a sensor calibrated so well may say "clinical".</summary>
    public const double MostMedicalResidualC = 0.2;

    /// <summary>One step of the sensor's word: what improves by less has not improved.</summary>
    public const double LeastGainedC = 0.02;

    public const int MostOperatorBytes = 64;
}
