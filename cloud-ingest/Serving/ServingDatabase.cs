using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>
/// What the service itself must keep: people, reports, warnings, exclusions; never a gate's records. One SQLite file,
/// readable by its owner alone, durable at each write (WAL, synchronous=FULL). One writer at a time, also among processes
/// (commands work beside a running service); readers see the last commit. Safe to call from any thread; every member
/// throws <see cref="StoreException"/> when the file can't be read or written.
/// </summary>
public sealed class ServingDatabase : IDisposable
{
    /// <summary>What one waits for another process's write, seconds.</summary>
    private const int BusySeconds = 5;

    private readonly Lock _writing = new();

    private readonly SqliteConnection _connection;

    private readonly string _readers;

    private ServingDatabase(SqliteConnection connection, string readers) => (_connection, _readers) = (connection, readers);

    /// <summary>Opens the file, made with mode 0600 if it does not exist, and brings its tables to this program's version.</summary>
    /// <exception cref="StoreException">The file can't be opened, is not ours, or a later program made it.</exception>
    public static ServingDatabase Open(string path) => Open(path, ServingParts.All);

    internal static ServingDatabase Open(string path, IReadOnlyList<SchemaPart> parts)
    {
        Create(path);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusySeconds, ForeignKeys = true };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            SetDurability(connection);
            ServingSchema.Prepare(connection, parts);
        }
        catch (Exception exception)
        {
            connection.Dispose();
            if (exception is SqliteException fault)
                throw new StoreException(SqliteFaults.Of(fault), fault);
            throw;
        }

        settings.Mode = SqliteOpenMode.ReadOnly;
        settings.Pooling = true;
        return new ServingDatabase(connection, settings.ToString());
    }

    public void Dispose()
    {
        lock (_writing)
            _connection.Dispose();
        using var connection = new SqliteConnection(_readers);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Asks; all statements see the same commit.</summary>
    public T Read<T>(Func<ServingTransaction, T> ask)
    {
        try
        {
            using var connection = new SqliteConnection(_readers);
            connection.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return ask(new ServingTransaction(connection, transaction));
        }
        catch (SqliteException exception)
        {
            throw new StoreException(SqliteFaults.Of(exception), exception);
        }
    }

    /// <summary>Changes all or, when <paramref name="change"/> throws, nothing. On return it is durable.</summary>
    public T Write<T>(Func<ServingTransaction, T> change)
    {
        lock (_writing)
        {
            try
            {
                using var transaction = _connection.BeginTransaction(deferred: false);
                var result = change(new ServingTransaction(_connection, transaction));
                if (OpenFile.IsGone(_connection))
                    throw new StoreException(OpenFile.Gone);
                transaction.Commit();
                return result;
            }
            catch (SqliteException exception)
            {
                throw new StoreException(SqliteFaults.Of(exception), exception);
            }
        }
    }

    /// <summary>Changes all or nothing.</summary>
    public void Write(Action<ServingTransaction> change) => Write(transaction =>
    {
        change(transaction);
        return 0;
    });

    /// <summary>It holds password hashes: for its owner alone, and so are the files that SQLite makes beside it.</summary>
    private static void Create(string path)
    {
        if (File.Exists(path))
            return;
        try
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Made in between by another process, it is as good.
            if (!File.Exists(path))
                throw new StoreException(new StoreFault(StoreFaultKind.Unreachable, exception.Message), exception);
        }
    }

    private static void SetDurability(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
    }
}
