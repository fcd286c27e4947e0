namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The chip's filters and zones: what a gate can measure people with.</summary>
internal sealed class FilterCheck(Patient patient, IdentityCheck identity) : QuickCheck(patient, "sensor_configuration")
{
    /// <summary>Shorter ones are not recommended (datasheet rev 13, table of settling times).</summary>
    private const int LeastFir = 128;

    /// <summary>A second filter that takes in less of each new value settles in seconds, not in the time of one attempt.</summary>
    private const double LeastIirPercent = 50;

    protected override Finding Look()
    {
        var chip = identity.Identity;
        var seen = Words.Invariant(
            $"word {chip.ConfigWord:x4}: FIR {chip.FirLength}, IIR {chip.IirPercent} %, gain {chip.Gain}, {(chip.IsDualZone ? "dual" : "single")} zone");
        if (chip.FirLength < LeastFir)
            return Fail(seen, Words.Invariant($"FIR below {LeastFir} is not as delivered and not recommended: replace the sensor"));
        if (chip.RepeatsSensorTest)
            return Warn($"{seen}, repeated self-test", "not as delivered: somebody has written to this chip; calibrate it, or replace it");
        if (chip.IirPercent < LeastIirPercent)
        {
            var sampling = Patient.Options.Screening.SamplingTime;
            return Warn(seen, Words.Invariant($"it settles in up to some seconds, an attempt lasts {sampling.TotalSeconds:0.#} s: raise Screening:SamplingTime"));
        }

        return chip.IsDualZone
            ? Warn(seen, "only the first zone is read: aim that one at foreheads")
            : Pass(seen);
    }
}
