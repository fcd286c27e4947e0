namespace Checkpoint.DeviceSim.Scenarios;

internal static class PrivateFile
{
    /// <summary>Mode 0600 from its first byte on.</summary>
    public static void Write(string path, string text)
    {
        File.Delete(path);
        using var file = new StreamWriter(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(text);
    }
}
