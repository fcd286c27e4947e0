namespace Checkpoint.DeviceSim.Scenarios.PowerCuts;

/// <summary>The machine's disk as a file with an ext4 file system, by Debian's e2fsprogs.</summary>
internal static class DiskImage
{
    /// <summary>Its journal (4 MiB at this size), a site's data of half an hour at the emulated pace, and room.</summary>
    public const int Bytes = 96 * 1024 * 1024;

    private const int BlockBytes = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>A new file system with the files of a folder.</summary>
    public static async Task<byte[]> FormatAsync(string folder, string file)
    {
        Write(file, new byte[Bytes]);
        await RunAsync(file + ".log", DebianProgram.Find("mkfs.ext4", "e2fsprogs"), "-q", "-F", "-d", folder, file).ConfigureAwait(false);
        return await File.ReadAllBytesAsync(file).ConfigureAwait(false);
    }

    /// <summary>All its files into an empty folder; the file system must have been mounted since its cut.</summary>
    public static Task UnpackAsync(string file, string folder) =>
        RunAsync(file + ".log", DebianProgram.Find("debugfs", "e2fsprogs"), "-R", $"rdump / {folder}", file);

    /// <summary>Blocks of zeroes become holes.</summary>
    public static void Write(string file, ReadOnlySpan<byte> image)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.SetLength(image.Length);
        for (var at = 0; at < image.Length; at += BlockBytes)
        {
            var block = image.Slice(at, Math.Min(BlockBytes, image.Length - at));
            if (block.IndexOfAnyExcept((byte)0) < 0)
                continue;
            stream.Position = at;
            stream.Write(block);
        }
    }

    private static async Task RunAsync(string log, string program, params string[] arguments)
    {
        await using var running = ChildProgram.Start(new ChildCommand(program, arguments), log);
        var exitCode = await running.WaitForExitAsync(Timeout).ConfigureAwait(false);
        if (exitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{running.ReadLogTail()}");
    }
}
