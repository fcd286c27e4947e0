namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The chip's own emissivity is what the settings expect.</summary>
internal sealed class EmissivityCheck(Patient patient, IdentityCheck identity) : QuickCheck(patient, "sensor_emissivity")
{
    protected override Finding Look()
    {
        var (chip, expected) = (identity.Identity, Patient.Options.Sensor.ChipEmissivity);
        var seen = Words.Invariant($"{chip.Emissivity:0.00##} (word {chip.EmissivityWord:x4})");
        return chip.HasEmissivity(expected)
            ? Pass(seen)
            : Fail(
                Words.Invariant($"{seen}, {expected:0.00##} expected: the gate does not trust it"),
                Words.Invariant($"checkpoint-gateway sensor emissivity {expected} --write, or set Sensor:ChipEmissivity if it is meant so"));
    }
}
