namespace Checkpoint.Gateway.Doctor;

/// <summary>The disk below a folder.</summary>
internal interface IDisk
{
    /// <summary>Kind of the file system, for instance "ext4" or "tmpfs"; null if the system does not tell.</summary>
    string? FormatOf(string folder);

    /// <summary>Null if the system does not tell.</summary>
    long? FreeBytes(string folder);

    /// <summary>Writes a small file through to the disk and deletes it.</summary>
    /// <exception cref="IOException">Read-only, full, or out of order.</exception>
    /// <exception cref="UnauthorizedAccessException">Not by this user.</exception>
    void TryWriting(string folder);
}
