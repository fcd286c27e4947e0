using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>
/// One process serves from a database at a time: reports are issued and warnings sent once. The claim is a lock on a file
/// beside it, which the kernel lifts when the process ends, however it ends. Commands about accounts need none.
/// </summary>
internal static class ServingClaim
{
    /// <returns>The claim, given up by disposing it.</returns>
    /// <exception cref="StoreException">Another process has it, or the folder can't be written.</exception>
    public static IDisposable Take(string path)
    {
        try
        {
            return new FileStream(path + ".lock", new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException exception) when (File.Exists(path + ".lock"))
        {
            throw new StoreException(new StoreFault(StoreFaultKind.Locked, $"another process serves from it ({exception.Message})"), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(new StoreFault(StoreFaultKind.Unreachable, exception.Message), exception);
        }
    }
}
