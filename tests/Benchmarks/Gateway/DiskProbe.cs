using System.Diagnostics;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>What the disk alone takes: the floor of every lamp's latency.</summary>
internal static class DiskProbe
{
    /// <summary>A page and its frame header, about what a small commit adds to SQLite's log.</summary>
    private const int CommitBytes = 4096;

    private const int Commits = 200;

    /// <summary>Milliseconds of each append with fsync(2).</summary>
    public static IReadOnlyList<double> AppendMs(string folder)
    {
        var path = Path.Combine(folder, "probe");
        var page = new byte[CommitBytes];
        var times = new List<double>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (var i = 0; i < Commits; i++)
            {
                var from = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return times;
    }

    /// <summary>Of the file system that the folder is on, e.g. ext4 or tmpfs.</summary>
    public static string FormatOf(string folder) => new DriveInfo(folder).DriveFormat;
}
