using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The board's own disk.</summary>
internal sealed partial class LinuxFolder : IOutboxFolder
{
    /// <summary>The least that the kernel reads; what it can't of that is a few sectors at most.</summary>
    private const int PageBytes = 4096;

    /// <summary>EINTR.</summary>
    private const int Interrupted = 4;

    /// <summary>What files that were here before this program have of the disk is looked for once.</summary>
    private readonly ConcurrentDictionary<string, long> _held = new(StringComparer.Ordinal);

    public string? Vfs => null;

    public IDisposable Claim(string folder, string lockFile)
    {
        DurableFolder.Create(folder);
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (FileLock.IsTaken(taken))
        {
            throw new IOException($"another gateway runs on {folder}: stop it first", taken.HResult);
        }
    }

    public bool Exists(string path) => File.Exists(path);

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public bool CopyReadable(string from, string to)
    {
        using var source = File.OpenHandle(from);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None);
        var page = new byte[PageBytes];
        var isWhole = true;
        for (var length = RandomAccess.GetLength(source); target.Position < length;)
        {
            var count = (int)Math.Min(PageBytes, length - target.Position);
            isWhole &= TryRead(source, page.AsSpan(0, count), target.Position);
            target.Write(page, 0, count);
        }

        target.Flush(flushToDisk: true);
        return isWhole;
    }

    public bool TryHold(string path, long bytes)
    {
        if (_held.GetValueOrDefault(path) >= bytes && File.Exists(path) && new FileInfo(path).Length >= bytes)
            return true;
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            Allocate(file.SafeFileHandle, bytes);
            _held[path] = bytes;
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Part of it may have been taken.
            GiveUp(path);
            return false;
        }
    }

    public long GiveUp(string path)
    {
        try
        {
            if (!File.Exists(path))
                return 0;
            var bytes = new FileInfo(path).Length;
            File.Delete(path);
            return bytes;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    public void Sync(string folder) => DurableFolder.Sync(folder);

    /// <summary>
    /// Not as FileStream does it: where the file system has no way to, that leaves a hole, which keeps nothing, and the C library writes
    /// to every block.
    /// </summary>
    private static void Allocate(SafeFileHandle file, long bytes)
    {
        int error;
        while ((error = Allocate(file, 0, (nint)bytes)) == Interrupted)
        {
        }

        if (error != 0)
            throw new IOException($"posix_fallocate: error {error}");
    }

    private static bool TryRead(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        buffer.Clear();
        try
        {
            return RandomAccess.Read(file, buffer, offset) == buffer.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>posix_fallocate(3); off_t is as wide as a pointer in it.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int Allocate(SafeFileHandle file, nint offset, nint length);
}
