namespace Checkpoint.Gateway.Doctor.Checks;

/// <summary>The outbox's folder lies on a disk that lasts, can be written, and has room.</summary>
internal sealed class FolderCheck(Patient patient) : QuickCheck(patient, "outbox_folder")
{
    /// <summary>Below it nothing can be relied on: SQLite's log alone takes up to 4 MiB.</summary>
    private const long LeastFreeBytes = 16 * 1024 * 1024;

    /// <summary>The log, and what a commit needs on top.</summary>
    private const long BesideTheFile = 8 * 1024 * 1024;

    private static readonly string[] Passing = ["tmpfs", "ramfs"];

    /// <summary>Of a card kept read-only, where all that is written goes to memory; or of a container, where it may stay.</summary>
    private const string Overlay = "overlay";

    protected override Finding Look()
    {
        var folder = Patient.Options.Outbox.Folder;
        var exists = Directory.Exists(folder);
        var at = exists ? folder : Above(folder);
        var format = Patient.Equipment.Disk.FormatOf(at);
        if (Passing.Contains(format))
            return Fail($"{at} is on {format}, which is gone with the power", "put Outbox:Folder on the card or disk");
        try
        {
            Patient.Equipment.Disk.TryWriting(at);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail($"{at} can't be written: {fault.Message}", "remount it for writing, free some space, or run the doctor as the gateway's user");
        }

        return format == Overlay
            ? Warn($"{at} is on {format}: what is written may be gone with the power", "put Outbox:Folder on the card or disk itself")
            : JudgeRoom(exists ? folder : $"{folder} (made at the first start)", Patient.Equipment.Disk.FreeBytes(at));
    }

    private Finding JudgeRoom(string seen, long? free)
    {
        if (free is not { } bytes)
            return Pass($"{seen}, free space not told");
        seen = $"{seen}, {Words.Megabytes(bytes)} free";
        if (bytes < LeastFreeBytes)
            return Fail(seen, "free some space: records will be lost");
        var file = new FileInfo(Path.Combine(Patient.Options.Outbox.Folder, Outbox.OutboxFile.Name));
        var wanted = Patient.Options.Outbox.MaxBytes + BesideTheFile - (file.Exists ? file.Length : 0);
        return bytes < wanted
            ? Warn(seen, $"the outbox may grow by {Words.Megabytes(wanted)}: lower Outbox:MaxBytes, or free some space")
            : Pass(seen);
    }

    private static string Above(string folder)
    {
        var above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder));
        while (above is { Length: > 1 } && !Directory.Exists(above))
            above = Path.GetDirectoryName(above);
        return above ?? "/";
    }
}
