namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>What the thermometer looks at has a temperature that something at a gate may have.</summary>
internal sealed class ObjectCheck(Patient patient) : QuickCheck(patient, "sensor_object")
{
    /// <summary>A wall in Harbin's winter, and one in the sun.</summary>
    private const int LeastCentiC = -4500;

    private const int MostCentiC = 6000;

    protected override Finding Look()
    {
        var reading = Patient.Thermometer.ReadObject();
        if (!reading.IsGood)
            return Fail(Words.Of(reading.Failure), Words.AdviceFor(reading.Failure));
        return reading.CentiC is >= LeastCentiC and <= MostCentiC
            ? Pass($"{Words.Celsius(reading)} before it")
            : Warn($"{Words.Celsius(reading)} before it", "look for a lamp, a heater, the sun or the open sky in its view");
    }
}
