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
    /// Goes on with what a kill has left undone, before anything is opened. A log that has left alone calls for its database: that one
    /// without its log would go on from what it knew before, and give seqs again.
    /// </summary>
    /// <exception cref="IOException">A name could not be changed.</exception>
    public void Recover()
    {
        if (folder.Exists(Path + Log) && !folder.Exists(Path) && folder.Exists(file))
            Move(file, Path);
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
            MoveAll(file, LastingPath);
        else
            MoveAll(file, Path);
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
    /// <returns>False if there is no log, or nothing is wrong with it.</returns>
    /// <exception cref="IOException">As for <see cref="Recover"/>, or the copy could not be made.</exception>
    public bool TryMendLog()
    {
        if (!folder.Exists(Path + Log))
            return false;
        if (folder.CopyReadable(Path + Log, MendedLog))
        {
            folder.Delete(MendedLog);
            return false;
        }

        Move(Path + Log, Free("outbox.damaged-{0}.log"));
        Move(MendedLog, Path + Log);
        return true;
    }

    /// <summary>The new outbox has it all: to where it stays.</summary>
    /// <exception cref="IOException">As for <see cref="Recover"/>.</exception>
    public void Finish() => MoveAll(Path, LastingPath);

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
        MoveAll(file, LastingPath);
        Move(CopyPath, IsWaiting ? LastingPath : Path);
    }

    /// <summary>The log first, and for good: a log beside a database that it is not of would be taken for that one's.</summary>
    private void MoveAll(string from, string to)
    {
        MoveLoneLog(from);
        foreach (var suffix in new[] { "-shm", Log, "" }.Where(suffix => folder.Exists(from + suffix)))
            Move(from + suffix, to + suffix);
    }

    /// <summary>To a name at which no database can come to lie beside it; SQLite would delete it where it is.</summary>
    private void MoveLoneLog(string from)
    {
        if (!folder.Exists(from) && folder.Exists(from + Log))
            Move(from + Log, Free("outbox.damaged-{0}.log"));
    }

    private void Move(string from, string to)
    {
        folder.Rename(from, to);
        folder.Sync(_parent);
    }

    private string Free(string name)
    {
        var number = 1;
        while (folder.Exists(In(Numbered(number))))
            number++;
        return In(Numbered(number));

        string Numbered(int number) => string.Format(CultureInfo.InvariantCulture, name, number);
    }

    private string In(string name) => System.IO.Path.Combine(_parent, name);
}
