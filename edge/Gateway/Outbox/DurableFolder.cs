using System.Runtime.InteropServices;

namespace Checkpoint.Gateway.Outbox;

/// <summary>Makes names durable: a file that was synced can still be gone after a power cut if its folder was not.</summary>
internal static partial class DurableFolder
{
    /// <summary>O_RDONLY; opening a folder for reading is all that fsync needs.</summary>
    private const int ReadOnly = 0;

    /// <summary>Makes the folder, and every one above it that is missing, to last.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))
            ?? throw new IOException($"{folder} has no folder above it");
        Create(parent);
        Directory.CreateDirectory(folder);
        Sync(parent);
    }

    /// <summary>fsync(2) on the folder.</summary>
    /// <exception cref="IOException">The names in it may not last.</exception>
    public static void Sync(string folder)
    {
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"open {folder}: error {Marshal.GetLastPInvokeError()}");
        try
        {
            if (FileSync(descriptor) != 0)
                throw new IOException($"fsync {folder}: error {Marshal.GetLastPInvokeError()}");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
