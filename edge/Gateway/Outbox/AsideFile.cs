using System.Globalization;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Names of a file on its way aside. It has a name of its own from the moment it leaves the outbox's until a new outbox has taken
/// over what it still has, and only then the name under which it stays: so the names alone tell a start after a kill what was left
/// to do. Nothing is ever deleted but copies that did not get done.
/// </summary>
internal sealed class AsideFile(IOutboxFolder folder, string file)
{
    private const string Log = "-wal";

    /// <summary>A log that goes to where it stays ahead of its database.</summary>
    private const string LeavingLog = "-wal.leaving";

    private readonly string _parent = System.IO.Path.GetDirectoryName(file)!;

    /// <summary>Where it lies while its records are not taken over.</summary>
    public string Path => In("outbox.aside.db");

    /// <summary>One is there.</summary>
    public bool IsWaiting => folder.Exists(Path);

    /// <summary>What <see cref="Finish"/> will call it.</summary>
    public string LastingPath => Free("outbox.damaged-{0}.db");

    private string CopyPath => In("outbox.copy.db");

    /// <summary>A copy has its own name once all of it is there: what a kill, or a full disk, has left of one would be taken for all there was.</summary>
    private string UnfinishedCopy => In("outbox.copying.db");

    private string MendedLog => In("outbox.mended.log");

    /// <summary>
    /// Goes on with what a kill, or a name that could not be changed, has left undone, before anything is opened. A log that has left
    /// alone calls for its database: that one without its log would go on from what it knew before, and give seqs again.
    /// </summary>
    /// <exception cref="IOException">A name could not be changed.</exception>
    public void Recover()
    {
        if (folder.Exists(Path + Log) && !IsWaiting && folder.Exists(file))
            Move(file, Path);
        BringBackLog(file);
        BringBackLog(Path);
        if (folder.Exists(MendedLog))
            GoOnWithMendedLog();
        MoveLoneLog(file);
        MoveLoneLog(Path);
        if (folder.Exists(CopyPath))
            BeginWithCopy();
        DropUnfinishedCopy();
    }

    /// <summary>Takes the outbox's file from its name. All connections to it are closed, or know that it was moved.</summary>
    /// <exception cref="IOException">As for <see cref="Recover"/>.</exception>
    public void Begin()
    {
        if (IsWaiting)
            Keep(file);
        else
            MoveToWait();
    }

    /// <summary>
    /// As <see cref="Begin"/>, for a file that has lost its name: what stands there in its place is none of its own.
    /// </summary>
    /// <param name="copy">Makes a file of that name out of what a connection still has of it; false if it could not.</param>
    public void Begin(Func<string, bool> copy)
    {
        if (!IsWaiting && (folder.Exists(CopyPath) || TryCopy(copy)))
            BeginWithCopy();
        else
            Begin();
    }

    /// <summary>
    /// Puts a copy in the place of a log that can't be read everywhere, which is kept: SQLite goes by a log up to the first commit in it
    /// that is not whole, but by none that it can't read.
    /// </summary>
    /// <exception cref="IOException">As for <see cref="Recover"/>, or the copy could not be made.</exception>
    public void MendLog()
    {
        if (!folder.Exists(Path + Log))
            return;
        if (folder.CopyReadable(Path + Log, MendedLog))
        {
            folder.Delete(MendedLog);
            return;
        }

        Move(Path + Log, Free("outbox.damaged-{0}.log"));
        Move(MendedLog, Path + Log);
    }

    /// <summary>The new outbox has it all: to where it stays.</summary>
    /// <exception cref="IOException">As for <see cref="Recover"/>.</exception>
    public void Finish() => Keep(Path);

    /// <summary>Where the log itself has its name still, the copy may not be whole.</summary>
    private void GoOnWithMendedLog()
    {
        if (IsWaiting && !folder.Exists(Path + Log))
            Move(MendedLog, Path + Log);
        else
            folder.Delete(MendedLog);
    }

    private bool TryCopy(Func<string, bool> copy)
    {
        DropUnfinishedCopy();
        if (copy(UnfinishedCopy))
        {
            Move(UnfinishedCopy, CopyPath);
            return true;
        }

        DropUnfinishedCopy();
        return false;
    }

    private void DropUnfinishedCopy()
    {
        foreach (var path in new[] { UnfinishedCopy, UnfinishedCopy + "-journal" }.Where(folder.Exists))
            folder.Delete(path);
    }

    private void BeginWithCopy()
    {
        Keep(file);
        Move(CopyPath, IsWaiting ? LastingPath : Path);
    }

    /// <summary>The log first, and for good: a log beside a database that it is not of would be taken for that one's.</summary>
    private void MoveToWait()
    {
        MoveLoneLog(file);
        foreach (var suffix in new[] { "-shm", Log, "" })
            MoveIfThere(file + suffix, Path + suffix);
    }

    /// <summary>
    /// To where it stays. Until its database has left too, the log has a name that tells whose it is: two files may be on their way, and
    /// what is not taken over yet is still to be read with its log.
    /// </summary>
    private void Keep(string from)
    {
        MoveLoneLog(from);
        var to = LastingPath;
        MoveIfThere(from + "-shm", to + "-shm");
        MoveIfThere(from + Log, from + LeavingLog);
        MoveIfThere(from, to);
        MoveIfThere(from + LeavingLog, to + Log);
    }

    /// <summary>A log that was to leave goes back to its database, or to a name of its own if that has left.</summary>
    private void BringBackLog(string from)
    {
        if (folder.Exists(from + LeavingLog))
            Move(from + LeavingLog, folder.Exists(from) && !folder.Exists(from + Log) ? from + Log : Free("outbox.damaged-{0}.log"));
    }

    /// <summary>To a name at which no database can come to lie beside it; SQLite would delete it where it is.</summary>
    private void MoveLoneLog(string from)
    {
        if (!folder.Exists(from) && folder.Exists(from + Log))
            Move(from + Log, Free("outbox.damaged-{0}.log"));
    }

    private void MoveIfThere(string from, string to)
    {
        if (folder.Exists(from))
            Move(from, to);
    }

    private void Move(string from, string to)
    {
        folder.Rename(from, to);
        folder.Sync(_parent);
    }

    /// <summary>A name that nothing has, nor anything that belongs to it.</summary>
    private string Free(string name)
    {
        var number = 1;
        while (folder.Exists(In(Numbered(number))) || folder.Exists(In(Numbered(number) + Log)))
            number++;
        return In(Numbered(number));

        string Numbered(int number) => string.Format(CultureInfo.InvariantCulture, name, number);
    }

    private string In(string name) => System.IO.Path.Combine(_parent, name);
}
