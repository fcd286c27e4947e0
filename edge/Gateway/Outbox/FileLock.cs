namespace Checkpoint.Gateway.Outbox;

/// <summary>Files that programs open to keep each other out (flock(2), by way of FileShare).</summary>
internal static class FileLock
{
    /// <summary>EWOULDBLOCK of Linux.</summary>
    private const int WouldBlock = 11;

    /// <summary>Another has the lock, as opposed to all else that may be wrong with a file.</summary>
    public static bool IsTaken(IOException fault) => fault.HResult == WouldBlock;
}
