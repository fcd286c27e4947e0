using System.Globalization;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>The correction that fits a calibration's points best, and what it makes of them.</summary>
/// <param name="OffsetC">°C, in whole 0.0001.</param>
/// <param name="Gain">1 where too few points, or points too close together, say nothing of it; in whole 0.000001.</param>
/// <param name="Before">With the correction in force.</param>
public sealed record CalibrationFit(double OffsetC, double Gain, Residuals Before, Residuals After)
{
    private const int OffsetDigits = 4;
    private const int GainDigits = 6;

    /// <summary>What those digits may cost.</summary>
    private const double RoundingC = 0.0005;

    /// <summary>Least squares: offset and gain over enough points, else the offset alone.</summary>
    /// <param name="points">At least one.</param>
    public static CalibrationFit Of(IReadOnlyList<CalibrationPoint> points, double presentOffsetC, double presentGain)
    {
        var gain = HasGain(points) ? Math.Round(Slope(points), GainDigits) : 1;
        var offset = Math.Round(points.Average(point => point.ExpectedC - (gain * point.ReadingC)), OffsetDigits);
        return new CalibrationFit(
            offset, gain, Residuals.Of(points, presentOffsetC, presentGain), Residuals.Of(points, offset, gain));
    }

    /// <param name="isFirst">
    /// This sensor has no calibration yet. Then one that gains nothing is worth having too: it shows that the sensor was right.
    /// </param>
    /// <returns>Why it must not be used; null if it may.</returns>
    public string? Refusal(bool isFirst)
    {
        if (!(Math.Abs(OffsetC) <= CalibrationLimits.MostOffsetC))
            return Say($"an offset of {OffsetC:+0.00;-0.00} °C is more than {CalibrationLimits.MostOffsetC} °C either way: replace the sensor");
        if (!(Gain is >= CalibrationLimits.LeastGain and <= CalibrationLimits.MostGain))
            return Say($"a gain of {Gain:0.000} is not between {CalibrationLimits.LeastGain} and {CalibrationLimits.MostGain}: replace the sensor, or check the references");
        if (!(After.MostC <= CalibrationLimits.MostResidualC))
            return Say($"{After.MostC:0.00} °C would be left at one point, more than {CalibrationLimits.MostResidualC}: check the references");
        if (!(After.RmsC <= Before.RmsC + RoundingC))
            return Say($"it makes things worse: {After.RmsC:0.00} °C rms instead of {Before.RmsC:0.00}");
        var gained = Before.RmsC - After.RmsC;
        return isFirst || gained >= CalibrationLimits.LeastGainedC
            ? null
            : Say($"it gains {gained:0.000} °C, less than {CalibrationLimits.LeastGainedC}: the present calibration stays");
    }

    private static bool HasGain(IReadOnlyList<CalibrationPoint> points) => points.Count >= CalibrationLimits.PointsForGain
        && points.Max(point => point.ExpectedC) - points.Min(point => point.ExpectedC) >= CalibrationLimits.LeastSpanForGainC
        && points.Max(point => point.ReadingC) > points.Min(point => point.ReadingC);

    private static double Slope(IReadOnlyList<CalibrationPoint> points)
    {
        var reading = points.Average(point => point.ReadingC);
        var expected = points.Average(point => point.ExpectedC);
        return points.Sum(point => (point.ReadingC - reading) * (point.ExpectedC - expected))
            / points.Sum(point => (point.ReadingC - reading) * (point.ReadingC - reading));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
