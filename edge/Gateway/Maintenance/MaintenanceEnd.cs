namespace Checkpoint.Gateway.Maintenance;

/// <summary>How the last maintenance ended: maintenance.previous.json.</summary>
/// <param name="Begun">Null where that could not be read.</param>
public sealed record MaintenanceEnd(
    MaintenanceNote? Begun, DateTimeOffset Ended, bool IsClockTrusted, string Operator, string? Reason)
{
    public const string FileName = "maintenance.previous.json";

    public string ByWhom => MaintenanceNote.Told(Operator, Reason);

    public string EndedText => MaintenanceNote.Told(Ended, IsClockTrusted);

    internal static string? Check(MaintenanceEnd end) => MaintenanceNote.Check(end.Operator, end.Reason, "")
        ?? (end.Begun is { } begun ? MaintenanceNote.Check(begun.Operator, begun.Reason, "begun.") : null);
}
