using Checkpoint.Contract;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// The database open for writing, with its book: runs jobs in one transaction, and gets over what can be got over. For
/// one thread at a time.
/// </summary>
internal sealed class OutboxStore : IDisposable
{
    private readonly OutboxFile _file;
    private readonly BoundKeeper _bounds;
    private readonly GateZone _zone;
    private readonly IBoardClock _clock;
    private readonly string _board;
    private readonly Func<StreamId> _newStream;
    private SqliteConnection? _connection;
    private RecordTable _records = null!;
    private LedgerTables _ledger = null!;
    private Shedder _shedder = null!;
    private OutboxBook _book = null!;
    private TallyBook _tallies = null!;
    private volatile DamageReport? _reported;

    /// <summary>Why the file was set aside that the next one to open has to report.</summary>
    private string _whyAside = "a start before this one had not got over it";

    /// <summary>The open file has the stream that this outbox goes on with.</summary>
    private bool _isSettled;

    /// <summary>Opens the file, sets a damaged one aside, and settles which stream to go on with.</summary>
    public OutboxStore(
        OutboxFile file, OutboxOptions options, GateZone zone, IBoardClock clock, string board, Func<StreamId> newStream)
    {
        _file = file;
        _bounds = new BoundKeeper(options);
        _zone = zone;
        _clock = clock;
        _board = board;
        _newStream = newStream;
        _file.Aside.Recover();
        try
        {
            Connect();
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            SetAsideAndOpen(fault);
        }
    }

    public OutboxBook Book => _book;

    /// <summary>Counts the times that a new file was begun: readers open theirs anew.</summary>
    public int Generation { get; private set; }

    /// <summary>How many records were dropped that the cloud had not answered for, since this program's start.</summary>
    public long Shed { get; private set; }

    /// <summary>The outbox has no room but by dropping fevers and alarms, or none at all.</summary>
    public bool IsOverfull => _bounds.IsOverfull;

    /// <summary>True where the file itself is at fault, and another try on it can't help.</summary>
    public static bool IsDamage(Exception fault) =>
        fault is InvalidDataException or FileMovedException || (fault is SqliteException { } sqlite && OutboxFile.IsDamage(sqlite));

    /// <summary>A reader has met damage in the file of that generation; from any thread.</summary>
    public void Report(int generation, Exception fault) => _reported = new DamageReport(generation, fault);

    /// <summary>Runs the jobs and commits them together.</summary>
    /// <returns>What readers get to see by it.</returns>
    /// <exception cref="JobFailedException">One job is at fault; nothing was done.</exception>
    /// <exception cref="SqliteException">Nothing was done.</exception>
    public OutboxChange? Execute(IReadOnlyList<OutboxJob> jobs)
    {
        if (_reported is { } reported && reported.Generation == Generation)
            SetAsideAndOpen(reported.Fault);
        try
        {
            return ExecuteOrMakeRoom(jobs);
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            SetAsideAndOpen(fault);
            return TryExecute(jobs, 0);
        }
    }

    /// <summary>After a failure: forgets what was not committed.</summary>
    public void Reload()
    {
        if (!TryGoBack())
            Reopen();
    }

    public void Dispose() => Close();

    /// <summary>
    /// Goes back to the last commit by the connection that knows it. What a sync that failed has left in the log stands behind that,
    /// and the next commit is written over it; a file opened anew would have it for committed, though everybody was told that it is
    /// not, and though the card may lack it, and with it all that is committed behind it.
    /// </summary>
    private bool TryGoBack()
    {
        if (_connection is not { } connection)
            return false;
        try
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                OutboxFile.Run(connection, "ROLLBACK");
            var book = OutboxBook.Load(connection);
            CloseTables();
            OpenTables(connection, book);
            return true;
        }
        catch (Exception fault) when (fault is SqliteException || IsDamage(fault))
        {
            return false;
        }
    }

    private void Reopen()
    {
        Close();
        try
        {
            Connect();
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            SetAsideAndOpen(fault);
        }
    }

    private OutboxChange? ExecuteOrMakeRoom(IReadOnlyList<OutboxJob> jobs)
    {
        try
        {
            return TryExecute(jobs, 0);
        }
        catch (SqliteException fault) when (OutboxFile.IsFull(fault))
        {
            // The log may be rewound, and pages that dropped rows leave free are used again.
            Reopen();
            OutboxFile.Run(_connection!, "PRAGMA wal_checkpoint(RESTART)");
            return TryExecute(jobs, 1);
        }
    }

    private OutboxChange? TryExecute(IReadOnlyList<OutboxJob> jobs, long roomBytes)
    {
        if (_connection is null)
            Connect();
        var transaction = Begin();
        if (roomBytes > 0)
            _bounds.MakeRoom(transaction, _shedder, roomBytes);
        foreach (var job in jobs)
            Run(job, transaction);
        _bounds.Keep(transaction, _shedder);
        var change = Commit(transaction);
        if (!_file.HasLog)
            LeaveLog();
        return change;
    }

    private static void Run(OutboxJob job, OutboxTransaction transaction)
    {
        try
        {
            job.Run(transaction);
        }
        catch (Exception fault) when (fault is not SqliteException && !IsDamage(fault))
        {
            throw new JobFailedException(job, fault);
        }
    }

    private OutboxTransaction Begin()
    {
        OutboxFile.Run(_connection!, "BEGIN IMMEDIATE");
        return new OutboxTransaction(_book, _records, _ledger, _tallies, _newStream, _clock.Now);
    }

    private OutboxChange? Commit(OutboxTransaction transaction)
    {
        transaction.Finish();
        OutboxFile.RequireName(_connection!);
        OutboxFile.Run(_connection!, "COMMIT");
        Shed += transaction.Shed;
        return transaction.Change;
    }

    /// <summary>
    /// Somebody has removed the log: what was committed lately has no name any more. It is brought into the database before
    /// anybody is told that it is durable, and the next commit begins a log anew.
    /// </summary>
    private void LeaveLog()
    {
        OutboxFile.BringHome(_connection!);
        Close();
    }

    private void SetAsideAndOpen(Exception fault)
    {
        _isSettled = false;
        if (fault is FileMovedException)
            _file.Aside.Begin(path => OutboxFile.TryCopy(_connection!, path));
        Close();
        if (fault is not FileMovedException)
            _file.Aside.Begin();
        _whyAside = Plain(fault.Message);
        Connect();
    }

    /// <summary>Also when it could not be done at once, for want of space: no record has a seq without a stream.</summary>
    private void Settle()
    {
        if (_file.Aside.IsWaiting)
            TakeOver();
        else
            Settle(null, null);
        _isSettled = true;
    }

    private void TakeOver()
    {
        using (var salvage = OutboxSalvage.TryOpen(_file, _file.Aside.Path))
        {
            if (HasTaken(salvage?.Book.Streams ?? []))
                Settle(null, null);
            else if (_book.Newest is null)
                Settle($"{Path.GetFileName(_file.Aside.LastingPath)}: {_whyAside}", salvage);
            else
                throw new InvalidDataException("another outbox stands where one was set aside");
        }

        _file.Aside.Finish();
    }

    /// <summary>A start before this one was ended after it had taken over, and before the file set aside had its last name.</summary>
    private bool HasTaken(IReadOnlyList<StreamEntry> streams) =>
        _book.Streams.Count > streams.Count && streams.All(stream => _book.FindStream(stream.Stream) is not null);

    private void Settle(string? setAside, OutboxSalvage? salvage)
    {
        var transaction = Begin();
        StreamKeeper.Open(transaction, _board, setAside, salvage);
        Commit(transaction);
    }

    private void Connect()
    {
        var connection = _file.OpenForWriting();
        OutboxBook book;
        try
        {
            book = OutboxBook.Load(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _connection = connection;
        Generation++;
        try
        {
            OpenTables(connection, book);
            if (!_isSettled)
                Settle();
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Appends leave the tallies on disk as they are: what was counted since they were last written is counted here.</summary>
    private void OpenTables(SqliteConnection connection, OutboxBook book)
    {
        _book = book;
        _records = new RecordTable(connection);
        _ledger = new LedgerTables(connection);
        _shedder = new Shedder(connection, _records, _ledger);
        _tallies = new TallyBook(_zone, _ledger.FindTally);
        foreach (var stream in _book.Streams)
        {
            foreach (var row in _records.After(stream.Place, stream.CountedSeq).Where(row => row.Time.IsKnown))
                _tallies.Count(row.Record with { Time = row.Time });
        }
    }

    private void Close()
    {
        if (_connection is null)
            return;
        CloseTables();
        _connection.Dispose();
        _connection = null;
    }

    private void CloseTables()
    {
        _shedder.Dispose();
        _ledger.Dispose();
        _records.Dispose();
    }

    /// <summary>As an event's detail may be: short, on one line.</summary>
    private static string Plain(string text)
    {
        var plain = new string([.. text.Select(character => character is >= ' ' and <= '~' ? character : ' ')]);
        return plain.Length > 120 ? plain[..120] : plain;
    }

    private sealed record DamageReport(int Generation, Exception Fault);
}
