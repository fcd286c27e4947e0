using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Checkpoint.Gateway;

/// <summary>Small files that others put in place. A pipe or device of such a name is told, and never waited for.</summary>
internal static partial class RegularFile
{
    /// <summary>O_NONBLOCK | O_CLOEXEC of Linux on x86 and ARM; opening for reading only is no flag.</summary>
    private const int Flags = 0x800 | 0x80000;

    private const int NotFound = 2;

    private const int NotPermitted = 1;

    private const int AccessDenied = 13;

    /// <remarks>The messages do not name the file: whoever reads it knows for what.</remarks>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It can't be read, is no file, or is larger than that.</exception>
    public static byte[] Read(string path, int mostBytes)
    {
        using var file = new FileStream(Open(path), FileAccess.Read, bufferSize: 0);
        if (!file.CanSeek)
            throw new IOException("a pipe or a device, not a file");
        if (file.Length > mostBytes)
            throw new IOException($"{file.Length} bytes, more than {mostBytes}");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static SafeFileHandle Open(string path)
    {
        var descriptor = Open(path, Flags);
        if (descriptor >= 0)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        var text = Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant();
        throw error switch
        {
            NotFound => new FileNotFoundException(text),
            NotPermitted or AccessDenied => new UnauthorizedAccessException(text),
            _ => new IOException(text),
        };
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
