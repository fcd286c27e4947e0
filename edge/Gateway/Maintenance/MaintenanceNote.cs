using System.Globalization;

namespace Checkpoint.Gateway.Maintenance;

/// <summary>What maintenance.json says while the gate is being worked on; the file itself is the switch.</summary>
/// <param name="Since">By the board's clock.</param>
/// <param name="IsClockTrusted">False when nobody vouched for that clock.</param>
/// <param name="Reason">Null if none was given.</param>
public sealed record MaintenanceNote(DateTimeOffset Since, bool IsClockTrusted, string Operator, string? Reason)
{
    public const string FileName = "maintenance.json";

    public const int MostOperatorBytes = 64;

    public const int MostReasonBytes = 128;

    /// <summary>Who and why, as events tell it.</summary>
    public string ByWhom => Told(Operator, Reason);

    public string SinceText => Told(Since, IsClockTrusted);

    internal static string Told(string byWhom, string? reason) => reason is null ? $"by {byWhom}" : $"by {byWhom}: {reason}";

    internal static string Told(DateTimeOffset at, bool isClockTrusted) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) + (isClockTrusted ? "" : " (clock not set)");

    internal static string? Check(MaintenanceNote note) => Check(note.Operator, note.Reason, "");

    internal static string? Check(string byWhom, string? reason, string prefix)
    {
        if (PlainText.Fault(byWhom, MostOperatorBytes) is { } wrong)
            return $"{prefix}operator {wrong}";
        return reason is not null && PlainText.Fault(reason, MostReasonBytes) is { } fault ? $"{prefix}reason {fault}" : null;
    }
}
