namespace Checkpoint.Gateway.Outbox;

/// <summary>Small files that are replaced whole: whoever reads one finds the old or the new, after a power cut too.</summary>
internal static class DurableFile
{
    private static readonly Lock Gate = new();

    /// <summary>The folder must exist. Other programs may write the same file: the last one counts, and none is mixed.</summary>
    /// <exception cref="IOException">It could not be made durable; the old file is still whole.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Write(file, stream => stream.Write(bytes));
    }

    /// <summary>As above, for content that is not to be held all at once.</summary>
    /// <param name="write">What it throws is thrown, and the old file is still whole.</param>
    /// <exception cref="IOException">As above.</exception>
    public static void Write(string file, Action<Stream> write)
    {
        // Threads of one program would share the name of the fresh file; programs don't.
        lock (Gate)
        {
            var fresh = $"{file}.{Environment.ProcessId}.new";
            try
            {
                WriteThrough(fresh, write);
                File.Move(fresh, file, overwrite: true);
                DurableFolder.Sync(FolderOf(file));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Forget(fresh);
                throw new IOException($"{file} could not be written: {fault.Message}", fault);
            }
            catch
            {
                Forget(fresh);
                throw;
            }
        }
    }

    /// <returns>False if there was none.</returns>
    /// <exception cref="IOException">It may still be there after a power cut.</exception>
    public static bool Delete(string file)
    {
        // Not File.Exists: what stands there and is no file is not gone.
        if (!Path.Exists(file))
            return false;
        try
        {
            File.Delete(file);
            DurableFolder.Sync(FolderOf(file));
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{file} could not be removed: {fault.Message}", fault);
        }
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;

    private static void WriteThrough(string file, Action<Stream> write)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What is left of a writing that failed is worth no second error.</summary>
    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
