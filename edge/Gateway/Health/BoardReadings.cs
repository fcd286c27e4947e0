using System.Globalization;

namespace Checkpoint.Gateway.Health;

/// <summary>What the kernel says of this board and this program. Null where it says nothing.</summary>
/// <param name="root">"/" on a board; a folder with the same files elsewhere.</param>
public sealed class BoardReadings(string root = "/")
{
    private const string WriteBytesKey = "write_bytes:";

    /// <summary>Bytes this program has caused to be written to storage since its start (proc(5), /proc/self/io).</summary>
    public long? WrittenBytes => ParseWrittenBytes(Text("proc/self/io"));

    /// <summary>Resident memory of this program.</summary>
    public long? ResidentBytes => ParseResidentBytes(Text("proc/self/statm"), Environment.SystemPageSize);

    /// <summary>The processor's temperature in 0.01 °C.</summary>
    public int? CpuCentiC => ParseCpuCentiC(Text("sys/class/thermal/thermal_zone0/temp"));

    /// <summary>Bytes that may still be written where this folder lies.</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// This board's serial number; where the firmware tells none, the system's machine id, which is on the card and so
    /// can't tell a cloned one; "unknown" at last.
    /// </summary>
    public string Serial => Line("sys/firmware/devicetree/base/serial-number") ?? Line("etc/machine-id") ?? "unknown";

    internal static long? ParseWrittenBytes(string? io)
    {
        foreach (var line in (io ?? "").AsSpan().EnumerateLines())
        {
            if (line.StartsWith(WriteBytesKey, StringComparison.Ordinal))
                return Number(line[WriteBytesKey.Length..]);
        }

        return null;
    }

    internal static long? ParseResidentBytes(string? statm, int pageBytes)
    {
        var fields = (statm ?? "").Split(' ');
        return fields.Length > 1 ? Number(fields[1]) * pageBytes : null;
    }

    /// <summary>The kernel gives thousandths of a degree.</summary>
    internal static int? ParseCpuCentiC(string? milliC) => Number(milliC) is { } value ? (int)(value / 10) : null;

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private string? Line(string path) =>
        Text(path)?.Trim('\0', '\n', ' ') is { Length: > 0 and <= 64 } line && !line.Any(char.IsControl) ? line : null;

    private string? Text(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(root, path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
