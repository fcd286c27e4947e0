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
    private const int CountChunk = 500;

    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(10);

    private readonly OutboxFile _file;
    private readonly OutboxOptions _options;
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
    private long _purgedMicroseconds = long.MinValue / 2;
    private volatile DamageReport? _reported;

    /// <summary>What the next file that opens has to report.</summary>
    private string? _setAside;

    /// <summary>Where it lies, for what can still be read of it.</summary>
    private string? _asidePath;

    /// <summary>The open file has the stream that this outbox goes on with.</summary>
    private bool _isSettled;

    /// <summary>Opens the file, sets a damaged one aside, and settles which stream to go on with.</summary>
    public OutboxStore(
        OutboxFile file, OutboxOptions options, GateZone zone, IBoardClock clock, string board, Func<StreamId> newStream)
    {
        _file = file;
        _options = options;
        _zone = zone;
        _clock = clock;
        _board = board;
        _newStream = newStream;
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

    /// <summary>The outbox has no room but by dropping fevers and alarms, or none at all.</summary>
    public bool IsOverfull { get; private set; }

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

    public void Dispose() => Close();

    private OutboxChange? ExecuteOrMakeRoom(IReadOnlyList<OutboxJob> jobs)
    {
        try
        {
            return TryExecute(jobs, 0);
        }
        catch (SqliteException fault) when (OutboxFile.IsFull(fault))
        {
            // The log may be rewound, and pages that dropped rows leave free are used again.
            Reload();
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
            IsOverfull = !_shedder.Drop(transaction, roomBytes);
        foreach (var job in jobs)
            Run(job, transaction);
        KeepBounds(transaction);
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
        if (OutboxFile.HasMoved(_connection!))
            throw new FileMovedException();
        OutboxFile.Run(_connection!, "COMMIT");
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

    private void KeepBounds(OutboxTransaction transaction)
    {
        if (transaction.HasStamped)
            _shedder.StartOver();
        var over = _shedder.UsedBytes - _options.MaxBytes;
        if (over > 0)
            IsOverfull = !_shedder.Drop(transaction, over);
        else if (over < -_options.MaxBytes / 20)
            IsOverfull = false;
        var now = transaction.Now.BoottimeMicroseconds;
        if (transaction.WallTime is not { } wall || now - _purgedMicroseconds < PurgeEvery.TotalMicroseconds)
            return;
        _purgedMicroseconds = now;
        _shedder.Purge(transaction, (wall.Microseconds / 1_000_000) - (long)_options.KeepDelivered.TotalSeconds);
    }

    private void SetAsideAndOpen(Exception fault)
    {
        _isSettled = false;
        var isMoved = fault is FileMovedException;
        if (!isMoved)
            Close();
        var aside = _file.SetAside();
        _asidePath = (isMoved ? _file.TryCopy(_connection!) : null) ?? aside;
        Close();
        _setAside = $"{Path.GetFileName(_asidePath)}: {Plain(fault.Message)}";
        Connect();
    }

    /// <summary>Also when it could not be done at once, for want of space: no record has a seq without a stream.</summary>
    private void Settle()
    {
        var transaction = Begin();
        using var salvage = _asidePath is null ? null : OutboxSalvage.TryOpen(_file, _asidePath);
        StreamKeeper.Open(transaction, _board, _setAside, salvage);
        Commit(transaction);
        (_isSettled, _setAside, _asidePath) = (true, null, null);
    }

    private void Connect()
    {
        var connection = _file.OpenForWriting();
        try
        {
            _book = OutboxBook.Load(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _connection = connection;
        _records = new RecordTable(connection);
        _ledger = new LedgerTables(connection);
        _shedder = new Shedder(connection, _records, _ledger);
        Generation++;
        try
        {
            CountAgain();
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
    private void CountAgain()
    {
        _tallies = new TallyBook(_zone, _ledger.FindTally);
        foreach (var stream in _book.Streams)
        {
            for (var after = stream.CountedSeq; after < stream.MadeThrough;)
            {
                var rows = _records.Between(stream.Place, new SeqRange(after + 1, stream.MadeThrough), CountChunk);
                foreach (var row in rows.Where(row => row.Time.IsKnown))
                    _tallies.Count(row.Record with { Time = row.Time });
                after = rows.Count > 0 ? rows[^1].Position.Seq : stream.MadeThrough;
            }
        }
    }

    private void Close()
    {
        if (_connection is null)
            return;
        _shedder.Dispose();
        _ledger.Dispose();
        _records.Dispose();
        _connection.Dispose();
        _connection = null;
    }

    /// <summary>As an event's detail may be: short, on one line.</summary>
    private static string Plain(string text)
    {
        var plain = new string([.. text.Select(character => character is >= ' ' and <= '~' ? character : ' ')]);
        return plain.Length > 120 ? plain[..120] : plain;
    }

    /// <summary>What is committed goes to a file that nobody opens again; only who has it open can still read it.</summary>
    private sealed class FileMovedException() : IOException("the file was moved, replaced or deleted while in use");

    private sealed record DamageReport(int Generation, Exception Fault);
}

/// <summary>One job threw; the others can be tried without it.</summary>
internal sealed class JobFailedException(OutboxJob job, Exception fault) : Exception(fault.Message, fault)
{
    public OutboxJob Job => job;
}
