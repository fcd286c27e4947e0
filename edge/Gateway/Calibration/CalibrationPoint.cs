namespace Checkpoint.Gateway.Calibrations;

/// <summary>One reference and what the sensor said of it; °C.</summary>
/// <param name="ReferenceC">The target's own temperature.</param>
/// <param name="ExpectedC">What a perfect sensor would have said of it: its emissivity lets it mirror its surroundings.</param>
/// <param name="ReadingC">Mean of the samples, corrected for the supply alone.</param>
/// <param name="AmbientC">The sensor's own temperature meanwhile.</param>
/// <param name="SpreadC">Standard deviation of the samples.</param>
public sealed record CalibrationPoint(
    double ReferenceC, double ExpectedC, double ReadingC, double AmbientC, int Samples, double SpreadC);
