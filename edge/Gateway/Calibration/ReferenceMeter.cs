using System.Globalization;
using Checkpoint.Gateway.Doctor;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Calibrations;

/// <summary>Reads one reference after the other by the real driver, waiting each time until target and sensor are steady.</summary>
internal sealed class ReferenceMeter(Mlx90614 thermometer, ScreeningOptions options, IBoardClock clock, Action<TimeSpan> wait)
{
    /// <summary>A blackbody takes minutes from one temperature to the next; who presses Enter too early may wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>As often as people are measured.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>The sensor's own temperature is read once in so many readings.</summary>
    private const int ReadingsPerAmbient = 10;

    /// <summary>Further off it is no sensor's fault, but something else in its view.</summary>
    private const double MostOffTargetC = 6;

    /// <summary>One wrong code in so many words: more than a wire in order ever gives, though each was read well in the end.</summary>
    private const int LeastWordsPerWrongCode = 50;

    private readonly AmbientHistory _ambient = new(options.DriftWindow, options.LeastDriftSpan);
    private int _ambientCentiC;

    /// <param name="emissivity">The target's.</param>
    /// <exception cref="CalibrationRefusedException">It does not settle, or the sensor is not fit to be calibrated now.</exception>
    public CalibrationPoint Measure(double referenceC, double emissivity)
    {
        var readings = new SteadyReadings();
        var until = Now + (long)Patience.TotalMicroseconds;
        for (var count = 0; ; count++)
        {
            if (count % ReadingsPerAmbient == 0)
                ReadAmbient();
            readings.Add(SurfaceCorrection.ForSupply(Read(thermometer.ReadObject()) / 100.0, options.SupplyVolts));
            var why = readings.WhyUnsteady() ?? WhyDrifting();
            if (why is null)
                return PointOf(readings, referenceC, emissivity);
            if (Now >= until)
                throw new CalibrationRefusedException($"not steady within {Patience.TotalMinutes} minutes: {why}");
            wait(Interval);
        }
    }

    private long Now => clock.Now.BoottimeMicroseconds;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The driver has tried again already: what fails still is no state to calibrate in.</summary>
    private static int Read(SensorReading reading) =>
        reading.IsGood ? reading.CentiC : throw new CalibrationRefusedException($"the sensor: {Words.Of(reading.Failure)}");

    private void ReadAmbient()
    {
        _ambientCentiC = Read(thermometer.ReadAmbient());
        _ambient.Add(Now, _ambientCentiC);
        if (_ambientCentiC / 100.0 is < SensorAccuracy.LeastMedicalAmbientC or > SensorAccuracy.MostMedicalAmbientC)
        {
            throw new CalibrationRefusedException(Say(
                $"the sensor itself is at {_ambientCentiC / 100.0:0.00} °C, not at {SensorAccuracy.LeastMedicalAmbientC} to {SensorAccuracy.MostMedicalAmbientC}"));
        }
    }

    private string? WhyDrifting()
    {
        if (_ambient.ChangeCPerMinute() is not { } change)
            return "whether the sensor's own temperature is steady is not known yet";
        return Math.Abs(change) > options.MostDriftCPerMinute
            ? Say($"the sensor's own temperature changes by {change:+0.0;-0.0} °C a minute, more than {options.MostDriftCPerMinute}")
            : null;
    }

    private CalibrationPoint PointOf(SteadyReadings readings, double referenceC, double emissivity)
    {
        var counters = thermometer.Counters;
        if (counters.PecErrors * LeastWordsPerWrongCode > counters.Transactions)
            throw new CalibrationRefusedException($"{counters.PecErrors} of {counters.Transactions} words came with wrong error codes; {Words.AdviceFor(SensorFailure.PecMismatch)}");
        var ambientC = _ambientCentiC / 100.0;
        var expectedC = SurfaceCorrection.Seen(referenceC, ambientC, emissivity);
        if (Math.Abs(readings.MeanC - expectedC) > MostOffTargetC)
        {
            throw new CalibrationRefusedException(Say(
                $"it reads {readings.MeanC:0.00} °C where {expectedC:0.00} are expected: aim it at the reference, which must fill its view"));
        }

        return new CalibrationPoint(
            referenceC, Round(expectedC), Round(readings.MeanC), ambientC, SteadyReadings.Count, Round(readings.SpreadC));

        static double Round(double celsius) => Math.Round(celsius, 4);
    }
}
