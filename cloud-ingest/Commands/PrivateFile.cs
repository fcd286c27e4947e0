namespace Checkpoint.CloudIngest.Commands;

/// <summary>Files for one user's eyes, or that others read while they are replaced.</summary>
internal static class PrivateFile
{
    /// <summary>Mode 0600 from its first byte on; whole, or not at all.</summary>
    public static void Write(string path, string text) => Replace(path, text, UnixFileMode.UserRead | UnixFileMode.UserWrite);

    /// <summary>Replaces a file in one step, durable before it is seen.</summary>
    public static void Replace(string path, string text, UnixFileMode mode)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
