using Checkpoint.Gateway.Health;

namespace Checkpoint.Gateway.Doctor;

/// <summary>The disk itself.</summary>
internal sealed class LinuxDisk : IDisk
{
    public const string TrialName = "doctor.trial";

    private const int TrialBytes = 4096;

    public string? FormatOf(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveFormat;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public long? FreeBytes(string folder) => BoardReadings.FreeBytes(folder);

    public void TryWriting(string folder)
    {
        var path = Path.Combine(folder, TrialName);
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            file.Write(new byte[TrialBytes]);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
