using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Both temperatures can be read: code, error bit and range.</summary>
internal sealed class AnswerCheck(Patient patient) : QuickCheck(patient, "sensor", isGroundwork: true)
{
    protected override Finding Look()
    {
        var (surface, ambient) = (Patient.Thermometer.ReadObject(), Patient.Thermometer.ReadAmbient());
        var tries = Math.Max(surface.Tries, ambient.Tries);
        if (!surface.IsGood || !ambient.IsGood)
        {
            var (what, failure) = surface.IsGood ? ("ambient", ambient.Failure) : ("object", surface.Failure);
            return Fail($"{what}: {Words.Of(failure)}, after {Words.Count(tries, "try", "tries")}", Words.AdviceFor(failure));
        }

        var seen = $"answers at {Words.Address(Patient.Options.Sensor.Address)}";
        return tries == 1
            ? Pass(seen)
            : Warn($"{seen}, after {tries} tries", Words.AdviceFor(SensorFailure.PecMismatch));
    }
}
