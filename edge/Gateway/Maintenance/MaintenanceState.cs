namespace Checkpoint.Gateway.Maintenance;

/// <summary>
/// Whether the gate is being worked on. A file that can't be read counts as "on": what is not counted can be told later,
/// what was counted by mistake can't be taken back.
/// </summary>
/// <param name="Note">Null when off, and when it can't be read.</param>
/// <param name="Fault">Why it can't be read.</param>
public sealed record MaintenanceState(bool IsOn, MaintenanceNote? Note, string? Fault)
{
    public static MaintenanceState Off { get; } = new(false, null, null);

    /// <summary>As the event tells it that begins the maintenance.</summary>
    public string Detail => Fault is { } fault ? $"{fault}; nothing is counted until \"maintenance off\"" : Note?.ByWhom ?? "";
}
