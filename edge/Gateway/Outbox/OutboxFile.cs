using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The outbox's database file: where it lies, how it is opened, and how a damaged one is set aside.</summary>
internal sealed partial class OutboxFile(OutboxOptions options, IOutboxFolder folder) : IDisposable
{
    public const string Name = "outbox.db";

    public const string LockName = "outbox.lock";

    private const int Corrupt = 11;

    private const int Full = 13;

    private const int NotADatabase = 26;

    /// <summary>SQLITE_FCNTL_HAS_MOVED (sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).</summary>
    private const int AskHasMoved = 20;

    private IDisposable? _lock;

    public string FilePath { get; } = Path.Combine(options.Folder, Name);

    public static bool IsDamage(SqliteException fault) => fault.SqliteErrorCode is Corrupt or NotADatabase;

    public static bool IsFull(SqliteException fault) => fault.SqliteErrorCode == Full;

    /// <summary>
    /// True where the name has come to mean another file, or none: a commit would go to a file that nobody opens again.
    /// </summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        _ = FileControl(connection.Handle!, "main", AskHasMoved, out var moved);
        return moved != 0;
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
            folder.Sync(options.Folder);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForReading() => Open(FilePath, SqliteOpenMode.ReadOnly);

    /// <summary>Renames the file, with its log, to the first free name; nothing is deleted. All connections are closed.</summary>
    /// <returns>The new name.</returns>
    public string SetAside()
    {
        var number = 1;
        while (folder.Exists(Aside(number)))
            number++;
        foreach (var suffix in new[] { "-shm", "-wal", "" })
        {
            if (folder.Exists(FilePath + suffix))
                folder.Rename(FilePath + suffix, Aside(number) + suffix);
        }

        folder.Sync(options.Folder);
        return Path.GetFileName(Aside(number));
    }

    public void Dispose() => _lock?.Dispose();

    public static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Execute();
    }

    private string Aside(int number) => Path.Combine(options.Folder, $"outbox.damaged-{number}.db");

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

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(SQLitePCL.sqlite3 database, string name, int operation, out int answer);
}
