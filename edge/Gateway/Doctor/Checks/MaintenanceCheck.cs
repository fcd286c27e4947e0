using Checkpoint.Gateway.Maintenance;

namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>Whether what the gate records is counted.</summary>
internal sealed class MaintenanceCheck(Patient patient) : QuickCheck(patient, "maintenance")
{
    protected override Finding Look()
    {
        var state = new MaintenanceFiles(Patient.Options.Outbox.Folder).Read();
        return state.IsOn
            ? Warn($"on: {state.Detail}", "nothing is counted; when the work is done: checkpoint-gateway maintenance off")
            : Pass("off: what is recorded is counted");
    }
}
