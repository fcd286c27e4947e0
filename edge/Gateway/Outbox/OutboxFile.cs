using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The outbox's database file: where it lies, and how it is opened.</summary>
internal sealed partial class OutboxFile(OutboxOptions options, IOutboxFolder folder) : IDisposable
{
    public const string Name = "outbox.db";

    public const string LockName = "outbox.lock";

    /// <summary>The log at its largest, and as much again for the table to grow by.</summary>
    public const long ReserveBytes = 8 * 1024 * 1024;

    /// <summary>Somewhat less than what the log gives up.</summary>
    public const long LogReserveBytes = 3 * 1024 * 1024;

    private const string ReserveName = "outbox.reserve";

    private const int Error = 1;

    private const int Corrupt = 11;

    private const int Full = 13;

    /// <summary>SQLITE_IOERR_SHMSIZE.</summary>
    private const int NoRoomForIndex = 10 | (19 << 8);

    private const int Constraint = 19;

    private const int NotADatabase = 26;

    /// <summary>
    /// What SQLite makes of a read that failed: EIO, as the kernel answers for a bad sector, is the last of them (os_unix.c, seekAndRead);
    /// a file that ends where it should go on the second.
    /// </summary>
    private static readonly int[] ReadFaults = [10 | (1 << 8), 10 | (2 << 8), 10 | (33 << 8)];

    /// <summary>SQLITE_FCNTL_HAS_MOVED (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).</summary>
    private const int AskHasMoved = 20;

    /// <summary>Readers are done within milliseconds.</summary>
    private const int MostCheckpoints = 1000;

    /// <summary>32 MiB: some 300,000 records.</summary>
    private const int MostCheckedPages = 32 * 1024;

    private IDisposable? _lock;

    public string FilePath { get; } = Path.Combine(options.Folder, Name);

    private string ReservePath => Path.Combine(options.Folder, ReserveName);

    /// <summary>The way out of the way for one that is damaged.</summary>
    public AsideFile Aside { get; } = new(folder, Path.Combine(options.Folder, Name));

    /// <summary>
    /// True where the file itself is at fault, and another try on it can't help. A table, column or index that the schema has and the
    /// file does not is damage too: its text has changed.
    /// </summary>
    public static bool IsDamage(Exception fault) => fault is InvalidDataException or FileMovedException
        || (fault is SqliteException sqlite && (sqlite.SqliteErrorCode is Corrupt or Constraint or NotADatabase
            || (sqlite.SqliteErrorCode == Error && fault.Message.Contains("no such ", StringComparison.Ordinal))));

    /// <summary>Part of the file can't be read, this time at least.</summary>
    public static bool IsUnreadable(Exception fault) => fault is SqliteException sqlite && ReadFaults.Contains(sqlite.SqliteExtendedErrorCode);

    /// <summary>The disk, for the file itself or for the index of its log, which is made anew when it is opened.</summary>
    public static bool IsFull(SqliteException fault) => fault.SqliteErrorCode == Full || fault.SqliteExtendedErrorCode == NoRoomForIndex;

    /// <summary>To be asked before each commit: it would go to a file that nobody opens again.</summary>
    /// <exception cref="FileMovedException">The name has come to mean another file, or none.</exception>
    public static void RequireName(SqliteConnection connection)
    {
        _ = FileControl(connection.Handle!, "main", AskHasMoved, out var moved);
        if (moved != 0)
            throw new FileMovedException();
    }

    /// <summary>
    /// True while a gateway has the folder. Takes its lock for a moment, shared, if none has: a gateway that starts in that very
    /// moment fails, and is started again by systemd.
    /// </summary>
    /// <exception cref="IOException">It can't be told.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: the folder is for the gateway's user.</exception>
    public static bool IsClaimed(string folder)
    {
        try
        {
            using var free = new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException taken) when (FileLock.IsTaken(taken))
        {
            return true;
        }
    }

    /// <summary>Makes the folder and keeps other gateways out of it for as long as this object lives.</summary>
    /// <exception cref="IOException">Not writable, or in use by another gateway.</exception>
    public void Claim() => _lock = folder.Claim(options.Folder, Path.Combine(options.Folder, LockName));

    /// <summary>Opens the writer's connection; a new file has its name and its schema on disk when it returns.</summary>
    /// <exception cref="SqliteException">Among others, when the file is damaged: see <see cref="IsDamage"/>.</exception>
    public SqliteConnection OpenForWriting()
    {
        if (Directory.Exists(FilePath))
            throw new IOException($"{FilePath} is a folder, where the outbox's file is to be");
        OutboxMigration.Run(folder, FilePath, path => Open(path, SqliteOpenMode.ReadWriteCreate));
        var connection = Open(FilePath, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // FULL syncs the log at each commit; without it WAL would keep a database whole, but not its last commits.
            Run(connection, $"PRAGMA page_size={OutboxSchema.PageBytes}");
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=4194304; PRAGMA wal_autocheckpoint=3900;");
            using var pageSize = new Statement(connection, "PRAGMA page_size");
            var fence = options.FenceBytes ?? options.MaxBytes + options.MaxBytes / 4;
            Run(connection, $"PRAGMA max_page_count={fence / pageSize.Number()};");
            Prepare(connection);
            Check(connection);
            folder.Sync(options.Folder);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForReading() => OpenForReading(FilePath);

    /// <param name="path">Of this outbox's file, or of one that was set aside.</param>
    public SqliteConnection OpenForReading(string path) => Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>The write-ahead log has its name still.</summary>
    public bool HasLog => folder.Exists(FilePath + "-wal");

    /// <summary>
    /// Where somebody has removed the log, what was committed lately has no name any more: brings it into the database. The
    /// connection is to be closed then.
    /// </summary>
    /// <returns>False while the log has its name.</returns>
    /// <exception cref="FileMovedException">The database has lost its own.</exception>
    /// <exception cref="IOException">Readers were in the way.</exception>
    public bool TryBringHome(SqliteConnection connection)
    {
        if (HasLog)
            return false;
        RequireName(connection);
        using var checkpoint = new Statement(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        for (var attempt = 0; checkpoint.Number() != 0; attempt++)
        {
            if (attempt == MostCheckpoints)
                throw new IOException("the log is gone, and readers keep it from being written to the database");
            Thread.Sleep(1);
        }

        return true;
    }

    /// <summary>Ends the transaction that is open, if one is.</summary>
    public static void RollBack(SqliteConnection connection)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            Run(connection, "ROLLBACK");
    }

    /// <summary>Copies what a connection still has of a file that has lost its name, or its log; ends its transaction.</summary>
    /// <returns>False if it could not be done.</returns>
    public static bool TryCopy(SqliteConnection connection, string path)
    {
        try
        {
            RollBack(connection);
            using var vacuum = new Statement(connection, "VACUUM INTO $0");
            vacuum.Execute(path);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>
    /// Keeps room for when others have filled the disk, if it is not kept yet. Where there is less, that of the log: closing the
    /// database gives it up, and somebody else might take it.
    /// </summary>
    /// <returns>True if all of it is kept.</returns>
    public bool TryHoldReserve()
    {
        if (folder.TryHold(ReservePath, ReserveBytes))
            return true;
        folder.TryHold(ReservePath, LogReserveBytes);
        return false;
    }

    /// <returns>How many bytes were kept.</returns>
    public long GiveUpReserve() => folder.GiveUp(ReservePath);

    public void Dispose() => _lock?.Dispose();

    public static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Execute();
    }

    private SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SQLitePCL.Batteries_V2.Init();
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, Vfs = folder.Vfs };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        using var version = new Statement(connection, "PRAGMA user_version");
        switch (version.Number())
        {
            case 0:
                Run(connection, "BEGIN IMMEDIATE;" + OutboxSchema.Sql + $"PRAGMA user_version={OutboxSchema.Version}; COMMIT;");
                break;
            case OutboxSchema.Version:
                break;
            case var other:
                throw new IOException($"the outbox has format {other}; this gateway knows {OutboxSchema.Version}: update it");
        }
    }

    /// <summary>
    /// Damage to a page of a table's tree hides rows, or leads writes to the wrong place, without SQLite noticing as it goes. Looking
    /// through all of a large file would keep people waiting; what is hidden in one is missed when all else is delivered.
    /// </summary>
    /// <exception cref="InvalidDataException">A page is not what it should be.</exception>
    private static void Check(SqliteConnection connection)
    {
        using var pages = new Statement(connection, "PRAGMA page_count");
        if (pages.Number() > MostCheckedPages)
            return;
        using var check = new Statement(connection, "PRAGMA quick_check(1)");

        // Among what it tells are reads that failed: a sector that can't be read is looked for twice, here too.
        if (Answer(check) != "ok" && Answer(check) is var found && found != "ok")
            throw new InvalidDataException(found.ReplaceLineEndings(" "));
    }

    private static string Answer(Statement question)
    {
        using var rows = question.Query();
        return Statement.Reading(() => rows.Read() ? rows.GetString(0) : "");
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(SQLitePCL.sqlite3 database, string name, int operation, out int answer);
}

/// <summary>What is committed goes to a file that nobody opens again; only who has it open can still read it.</summary>
internal sealed class FileMovedException() : IOException("the file was moved, replaced or deleted while in use");
