using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The board's own disk.</summary>
internal sealed class LinuxFolder : IOutboxFolder
{
    /// <summary>The least that the kernel reads; what it can't of that is a few sectors at most.</summary>
    private const int PageBytes = 4096;

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
        if (File.Exists(path) && new FileInfo(path).Length >= bytes)
            return true;
        try
        {
            File.Delete(path);
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, PreallocationSize = bytes });
            file.SetLength(bytes);
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
}
