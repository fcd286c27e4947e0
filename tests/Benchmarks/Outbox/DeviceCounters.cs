using System.Globalization;

namespace Checkpoint.Benchmarks.Outbox;

/// <summary>What the kernel says was written: by this process to storage, and to the disk that a folder is on by everybody.</summary>
/// <param name="ProcessBytes">write_bytes of /proc/self/io: pages of 4 KiB that this process made dirty.</param>
/// <param name="DiskBytes">Sectors written, of /sys/dev/block; with the file system's own journal. Null where there is no disk.</param>
internal readonly record struct DeviceCounters(long ProcessBytes, long? DiskBytes)
{
    private const int SectorBytes = 512;

    /// <summary>Field of Documentation/block/stat.rst: sectors written.</summary>
    private const int SectorsWritten = 6;

    public static DeviceCounters Now(string folder) => new(ReadProcess(), ReadDisk(folder));

    private static long ReadProcess() => long.Parse(
        File.ReadLines("/proc/self/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal)).Split(' ')[1],
        CultureInfo.InvariantCulture);

    private static long? ReadDisk(string folder)
    {
        var stat = $"/sys/dev/block/{NumberOf(folder)}/stat";
        if (!File.Exists(stat))
            return null;
        var fields = File.ReadAllText(stat).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(fields[SectorsWritten], CultureInfo.InvariantCulture) * SectorBytes;
    }

    /// <summary>Major and minor number of the file system's device: the mount with the longest path above the folder.</summary>
    private static string NumberOf(string folder) => File.ReadLines("/proc/self/mountinfo")
        .Select(line => line.Split(' '))
        .Where(fields => folder.StartsWith(fields[4], StringComparison.Ordinal))
        .MaxBy(fields => fields[4].Length)![2];
}
