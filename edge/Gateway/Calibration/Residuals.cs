namespace Checkpoint.Gateway.Calibrations;

/// <summary>How far corrected readings are from what they should be, °C, over the points of a calibration.</summary>
/// <param name="RmsC">Root of the mean square.</param>
/// <param name="MostC">The largest, without its sign.</param>
public sealed record Residuals(double RmsC, double MostC)
{
    /// <param name="points">At least one.</param>
    public static Residuals Of(IReadOnlyList<CalibrationPoint> points, double offsetC, double gain)
    {
        var residuals = points.Select(point => (gain * point.ReadingC) + offsetC - point.ExpectedC).ToList();
        return new Residuals(Math.Sqrt(residuals.Average(residual => residual * residual)), residuals.Max(Math.Abs));
    }
}
