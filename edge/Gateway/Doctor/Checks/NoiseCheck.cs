namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Some readings in a row: a working sensor's last digit is never still, and a good wire loses none.</summary>
internal sealed class NoiseCheck(Patient patient) : QuickCheck(patient, "sensor_noise")
{
    /// <summary>Two in a row are the same with a chance of 0.11 at 0.05 °C of noise; so many never.</summary>
    private const int Readings = 12;

    private const int MostLost = 1;

    protected override Finding Look()
    {
        var words = new List<int>();
        for (var i = 0; i < Readings; i++)
        {
            if (i > 0)
                Patient.Equipment.Wait(Patient.Options.Screening.SampleInterval);
            if (Patient.Thermometer.ReadObject() is { IsGood: true } reading)
                words.Add(reading.CentiC);
        }

        return Judge(words);
    }

    private Finding Judge(List<int> words)
    {
        if (words.Count < Readings - MostLost)
            return Fail($"{words.Count} of {Readings} readings came", "check the cable and its plugs");
        if (words.Distinct().Count() == 1)
            return Fail($"{words.Count} readings all {Words.Celsius(words[0] / 100.0)}: stuck", "power-cycle the sensor; replace it if that does not help");
        var span = (words.Max() - words.Min()) / 100.0;
        var seen = Words.Invariant($"{words.Count} readings within {span:0.00} °C");
        return span <= Patient.Options.Screening.PlateauSpanC
            ? Pass(seen)
            : Warn(seen, "keep what is before it still, and run the doctor again; else look for draughts, or a supply that is not steady");
    }
}
