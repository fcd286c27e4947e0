using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Whether anybody can be called normal here at all, and on whose word.</summary>
internal sealed class AcclimatisationCheck(Patient patient) : QuickCheck(patient, "screening")
{
    protected override Finding Look()
    {
        var options = Patient.Options.Screening;
        var (indoors, most) = (options.LeastIndoors, options.MostSkinDeficitC);
        var deficit = Rewarming.DeficitC(indoors, options.OutdoorC);
        var word = Words.Invariant($"{indoors.TotalMinutes:0.#} min indoors stated, {options.OutdoorC} °C outside assumed");
        var hasOutdoor = Patient.Options.Air.HasOutdoor;
        if (deficit > most && !hasOutdoor)
        {
            return Warn(
                Words.Invariant($"{word}: skin may be {deficit:0.0} °C too cold, so nobody is called normal"),
                "let people wait in the warm and set Screening:LeastIndoors to how long; or fit an outdoor sensor (Air:OutdoorAddress)");
        }

        var seen = deficit > most
            ? Words.Invariant($"{word}, but an outdoor sensor tells: nobody is called normal while skin may be more than {most} °C too cold")
            : Words.Invariant($"{word}: skin at most {deficit:0.0} °C too cold");
        return indoors > TimeSpan.Zero
            ? Pass(seen, "the gate can't see that: it is your word that everybody has been in the warm so long before being measured")
            : Pass(seen);
    }
}
