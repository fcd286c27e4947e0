namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Whether a gateway is at work here, which the checks after it leave in peace.</summary>
internal sealed class RunningCheck(Patient patient) : QuickCheck(patient, "gateway")
{
    protected override Finding Look()
    {
        var folder = Patient.Options.Outbox.Folder;
        return Patient.IsRunning switch
        {
            true => Pass(
                $"runs, and has {folder}",
                "levels of its lines, its sign-in and the registry are not looked at: stop it and run the doctor again for those"),
            false => Pass($"does not run on {folder}"),
            _ => Warn($"can't be told: {folder} can't be read", "run the doctor as root or as the gateway's user"),
        };
    }
}
