namespace Checkpoint.Gateway.Outbox;

/// <summary>The disk as the outbox's files need it, beside what SQLite does with it. Paths are absolute.</summary>
internal interface IOutboxFolder
{
    /// <summary>SQLite's name of the file system to open databases on (its VFS); null for the system's own.</summary>
    string? Vfs { get; }

    /// <summary>Makes the folder to last, and keeps others out of it until the result is disposed.</summary>
    /// <param name="lockFile">Made if absent; that it is there means nothing, that it is locked does.</param>
    /// <exception cref="IOException">Not writable, or another has the lock.</exception>
    IDisposable Claim(string folder, string lockFile);

    /// <summary>Something of that name is there.</summary>
    bool Exists(string path);

    /// <summary>As rename(2): over what has the new name, in one step.</summary>
    /// <exception cref="IOException">It has its old name still.</exception>
    void Rename(string from, string to);

    /// <exception cref="IOException">It is still there.</exception>
    void Delete(string path);

    /// <summary>Makes a copy, synced, in which what can't be read of the file is zeros.</summary>
    /// <returns>True if all could be read.</returns>
    /// <exception cref="IOException">There is no whole copy.</exception>
    bool CopyReadable(string from, string to);

    /// <summary>Takes room of the disk under a name, if it does not have as much already.</summary>
    /// <returns>False if there is not as much; the name has none then.</returns>
    bool TryHold(string path, long bytes);

    /// <summary>Gives back the room that the name has.</summary>
    /// <returns>How many bytes; 0 if it has none, or keeps them.</returns>
    long GiveUp(string path);

    /// <summary>Makes all names in the folder last.</summary>
    /// <exception cref="IOException">They may not last.</exception>
    void Sync(string folder);
}
