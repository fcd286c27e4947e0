using Checkpoint.Gateway.Calibrations;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Calibrations;

public class CalibrationFitTests
{
    private static readonly Gen<List<CalibrationPoint>> AnyPoints =
        from count in Gen.Choose(1, CalibrationLimits.MostPoints)
        from references in Gen.Choose(2500, 4500).ListOf(count)
        from offset in Gen.Choose(-400, 400)
        from gain in Gen.Choose(930, 1070)
        from noise in Gen.Choose(-60, 60).ListOf(count)
        select Points(references.Select(reference => reference / 100.0), offset / 100.0, gain / 1000.0, noise.Select(each => each / 100.0));

    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(-2.9, 1)]
    [InlineData(1.2, 0.97)]
    [InlineData(-1.5, 1.04)]
    public void Three_references_give_offset_and_gain_back(double offsetC, double gain)
    {
        var fit = CalibrationFit.Of(Points([35, 37, 39], offsetC, gain), 0, 1);
        Assert.Equal(offsetC, fit.OffsetC, 0.002);
        Assert.Equal(gain, fit.Gain, 0.0001);
        Assert.InRange(fit.After.MostC, 0, 0.001);
        Assert.Null(fit.Refusal(isFirst: false));
    }

    [Theory]
    [InlineData(37.0)]
    [InlineData(35.0, 39.0)]
    [InlineData(36.0, 36.9, 37.9)]
    public void Too_few_points_or_too_close_together_give_the_offset_alone(params double[] references)
    {
        var fit = CalibrationFit.Of(Points(references, 0.4, 1), 0, 1);
        Assert.Equal((0.4, 1.0), (fit.OffsetC, fit.Gain));
    }

    [Theory]
    [InlineData(3.05, 1, "an offset of +3.05 °C is more than 3 °C either way")]
    [InlineData(-3.05, 1, "an offset of -3.05 °C is more than 3 °C either way")]
    [InlineData(2, 0.94, "a gain of 0.940 is not between 0.95 and 1.05")]
    [InlineData(-2, 1.06, "a gain of 1.060 is not between 0.95 and 1.05")]
    public void A_sensor_out_by_more_than_can_be_is_refused(double offsetC, double gain, string expected) => Assert.StartsWith(
        expected, CalibrationFit.Of(Points([35, 37, 39], offsetC, gain), 0, 1).Refusal(isFirst: true), StringComparison.Ordinal);

    [Fact]
    public void What_would_be_left_over_is_limited()
    {
        var fit = CalibrationFit.Of(Points([35, 37, 39], 0.4, 1, [0.4, -0.4, 0.4]), 0, 1);
        Assert.StartsWith("0.53 °C would be left at one point, more than 0.3", fit.Refusal(isFirst: true), StringComparison.Ordinal);
    }

    [Fact]
    public void An_offset_that_is_worse_than_the_present_correction_is_refused()
    {
        // Two points can't tell the gain, but the present calibration knows it.
        var fit = CalibrationFit.Of(Points([30, 42], 1.9, 0.95), 1.9, 0.95);
        Assert.StartsWith("0.32 °C would be left", fit.Refusal(isFirst: false), StringComparison.Ordinal);
        var closer = CalibrationFit.Of(Points([35, 39], 1.9, 0.95), 1.9, 0.95);
        Assert.StartsWith("it makes things worse: 0.11 °C rms instead of 0.00", closer.Refusal(isFirst: false), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_gains_nothing_is_refused_unless_it_is_the_sensors_first()
    {
        var fit = CalibrationFit.Of(Points([35, 37, 39], 0.41, 1), 0.4, 1);
        Assert.Equal("it gains 0.010 °C, less than 0.02: the present calibration stays", fit.Refusal(isFirst: false));
        Assert.Null(fit.Refusal(isFirst: true));
    }

    [Fact]
    public void Whatever_is_not_refused_keeps_every_limit_and_improves() => Holds((points, fit) => fit.Refusal(isFirst: false) is not null || (
        Math.Abs(fit.OffsetC) <= CalibrationLimits.MostOffsetC
        && fit.Gain is >= CalibrationLimits.LeastGain and <= CalibrationLimits.MostGain
        && fit.After.MostC <= CalibrationLimits.MostResidualC
        && fit.After.RmsC <= fit.Before.RmsC - CalibrationLimits.LeastGainedC));

    [Fact]
    public void The_fit_is_the_best_there_is() => Holds((points, fit) =>
    {
        foreach (var (offset, gain) in new[] { (0.01, 0.0), (-0.01, 0), (0.05, fit.Gain == 1 ? 0 : 0.001), (-0.05, fit.Gain == 1 ? 0 : -0.001) })
        {
            if (Residuals.Of(points, fit.OffsetC + offset, fit.Gain + gain).RmsC < fit.After.RmsC - 0.0001)
                return false;
        }

        return true;
    });

    [Fact]
    public void The_order_of_the_points_does_not_matter() => Holds((points, fit) =>
        CalibrationFit.Of([.. points.AsEnumerable().Reverse()], 0, 1) is var reversed
        && Math.Abs(reversed.OffsetC - fit.OffsetC) < 0.001 && Math.Abs(reversed.Gain - fit.Gain) < 0.0001);

    [Fact]
    public void Residuals_are_numbers_and_the_largest_is_no_less_than_the_rms() => Holds((points, fit) =>
        double.IsFinite(fit.OffsetC) && double.IsFinite(fit.Gain)
        && fit.After.MostC >= fit.After.RmsC - 1e-9 && fit.Before.MostC >= fit.Before.RmsC - 1e-9);

    private static void Holds(Func<List<CalibrationPoint>, CalibrationFit, bool> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(AnyPoints.ToArbitrary(), points => property(points, CalibrationFit.Of(points, 0, 1))));

    /// <summary>Of a sensor that needs this correction, with noise on what it should say.</summary>
    private static List<CalibrationPoint> Points(
        IEnumerable<double> references, double offsetC, double gain, IEnumerable<double>? noise = null) =>
    [
        .. references.Zip(
            noise ?? Enumerable.Repeat(0.0, CalibrationLimits.MostPoints),
            (reference, error) => new CalibrationPoint(reference, reference + error, (reference - offsetC) / gain, 23, 50, 0.05)),
    ];
}
