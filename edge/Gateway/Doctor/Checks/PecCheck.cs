using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Whether the thermometer's words come with valid packet error codes.</summary>
internal sealed class PecCheck(Patient patient) : QuickCheck(patient, "sensor_pec")
{
    private const int Reads = 16;

    protected override Finding Look()
    {
        var test = Patient.Thermometer.TestPec(Reads);
        var isChecked = Patient.Options.Sensor.CheckPec;
        return test.Verdict switch
        {
            PecVerdict.NoAnswer => Fail(Words.Of(test.LastFailure), Words.AdviceFor(test.LastFailure)),
            PecVerdict.Valid when isChecked => Pass($"valid in {test.Matching} of {Reads} words"),
            PecVerdict.Valid => Warn($"valid in {test.Matching} of {Reads} words, but not compared", "set Sensor:CheckPec to true"),
            PecVerdict.NotSent when isChecked => Fail(
                "wrong in every word, while the words are plausible and steady: this part sends none",
                "try another part; set Sensor:CheckPec to false only if this one is to stay"),
            PecVerdict.NotSent => Warn(
                "none are sent, and none are asked for", "a bit turned over on the wire becomes a wrong temperature: keep the cable short"),
            _ => Fail(
                $"wrong in {Words.Count(test.Mismatching, "word", "words")} of {test.Matching + test.Mismatching}",
                Words.AdviceFor(SensorFailure.PecMismatch)),
        };
    }
}
