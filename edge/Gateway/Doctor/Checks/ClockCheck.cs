namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Whether the kernel vouches for the board's clock.</summary>
internal sealed class ClockCheck(Patient patient) : QuickCheck(patient, "clock")
{
    protected override Finding Look()
    {
        if (Patient.Equipment.WallClock.Read() is not { } offset)
        {
            return Warn(
                "not synchronised, as the kernel says",
                "set up systemd-timesyncd or chrony; until then records get their time from the cloud's welcome");
        }

        return Pass(Words.Invariant($"synchronised, wrong by {offset.ErrorMicroseconds / 1000.0:0.#} ms at most"));
    }
}
