using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The thermometer's own temperature, and what accuracy is left at it.</summary>
internal sealed class AmbientCheck(Patient patient) : QuickCheck(patient, "sensor_ambient")
{
    /// <summary>Ratings of the ESF parts, which all but KSF are (datasheet rev 13).</summary>
    private const double LeastRatedC = -40;

    private const double MostRatedC = 85;

    /// <summary>Where foreheads are.</summary>
    private const double ForeheadC = 36;

    protected override Finding Look()
    {
        var reading = Patient.Thermometer.ReadAmbient();
        if (!reading.IsGood)
            return Fail(Words.Of(reading.Failure), Words.AdviceFor(reading.Failure));
        var ambientC = reading.CentiC / 100.0;
        if (ambientC is < LeastRatedC or > MostRatedC)
            return Fail(Words.Celsius(reading), Words.Invariant($"the chip is rated for {LeastRatedC} to {MostRatedC} °C: replace it"));
        var part = Patient.Options.Sensor.Part;
        var accuracy = SensorAccuracy.Of(part, ambientC, ForeheadC) is { } promised
            ? Words.Invariant($"±{promised} °C promised")
            : "no accuracy promised";
        var seen = $"{Words.Celsius(reading)}, {accuracy}";
        var screening = Patient.Options.Screening;
        if (ambientC < screening.LeastAmbientC || ambientC > screening.MostAmbientC)
        {
            return Warn(
                seen,
                Words.Invariant($"nobody is called normal outside {screening.LeastAmbientC} to {screening.MostAmbientC} °C: heat or shade the housing"));
        }

        return part == SensorPart.Medical
            ? Pass(seen)
            : Warn($"{seen}: a standard part", "verdicts are indicative until it is calibrated on site; fit a Dxx part, or calibrate it");
    }
}
