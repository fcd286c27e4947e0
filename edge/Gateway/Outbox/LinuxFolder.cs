namespace Checkpoint.Gateway.Outbox;

/// <summary>The board's own disk.</summary>
internal sealed class LinuxFolder : IOutboxFolder
{
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

    public void Sync(string folder) => DurableFolder.Sync(folder);
}
