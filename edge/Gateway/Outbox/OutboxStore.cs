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
    private readonly Succession _succession;
    private readonly Func<StreamId> _newStream;
    private SqliteConnection? _connection;
    private OpenOutbox _open = null!;
    private volatile DamageReport? _reported;

    /// <summary>The stream that this outbox was opened with: while it is the newest, all seqs that anybody was given are its own.</summary>
    private StreamId? _opened;

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
        _succession = new Succession(file, board);
        _newStream = newStream;
        try
        {
            Reopen();
        }
        catch (SqliteException fault) when (OutboxFile.IsFull(fault) && _file.GiveUpReserve() > 0)
        {
            Reopen();
        }

        _file.TryHoldReserve();
    }

    public OutboxBook Book => _open.Book;

    /// <summary>Counts the times that a new file was begun: readers open theirs anew.</summary>
    public int Generation { get; private set; }

    /// <summary>How many records were dropped that the cloud had not answered for, since this program's start.</summary>
    public long Shed { get; private set; }

    /// <summary>The outbox has no room but by dropping fevers and alarms, or none at all.</summary>
    public bool IsOverfull => _bounds.IsOverfull;

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
        var change = OnFile(() => ExecuteOrMakeRoom(jobs));

        // The jobs are done: what fails from here on must not have them done again.
        OnFile(LeaveLostLog);
        return change;
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
            OutboxFile.RollBack(connection);
            var gone = _open;
            _open = new OpenOutbox(connection, _zone);
            gone.Dispose();
            return true;
        }
        catch (Exception fault) when (fault is SqliteException || OutboxFile.IsDamage(fault))
        {
            return false;
        }
    }

    private void Reopen()
    {
        Close();
        OnFile(() =>
        {
            if (_connection is null)
                Connect();
            return true;
        });
    }

    /// <summary>
    /// Does it once more with a new file where this one is damaged. A sector that can't be read is looked for twice: the kernel has
    /// tried several times by then, but a card that was reset meanwhile has it again.
    /// </summary>
    private T OnFile<T>(Func<T> work)
    {
        try
        {
            try
            {
                return work();
            }
            catch (Exception fault) when (OutboxFile.IsUnreadable(fault))
            {
                if (!TryGoBack())
                    Close();
                return work();
            }
        }
        catch (Exception fault) when (OutboxFile.IsDamage(fault) || OutboxFile.IsUnreadable(fault))
        {
            SetAsideAndOpen(fault);
            return work();
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
            return ExecuteInReserve(jobs) is { IsDone: true, Change: var change } ? change : MakeRoomAndExecute(jobs);
        }
    }

    /// <summary>Room that was kept for the moment when others have filled the disk.</summary>
    private (bool IsDone, OutboxChange? Change) ExecuteInReserve(IReadOnlyList<OutboxJob> jobs)
    {
        var reserve = _file.GiveUpReserve();
        if (reserve == 0)
            return (false, null);
        Reload();
        _bounds.Freeze(_open.Shedder.UsedBytes, reserve);
        try
        {
            return (true, TryExecute(jobs, 0));
        }
        catch (SqliteException fault) when (OutboxFile.IsFull(fault))
        {
            return (false, null);
        }
    }

    private OutboxChange? MakeRoomAndExecute(IReadOnlyList<OutboxJob> jobs)
    {
        try
        {
            // The log may be rewound, and pages that dropped rows leave free are used again.
            Reload();
            OutboxFile.Run(_connection!, "PRAGMA wal_checkpoint(RESTART)");
            var change = TryExecute(jobs, 1);
            _bounds.Freeze(_open.Shedder.UsedBytes, reserveBytes: 0);
            return change;
        }
        catch (SqliteException fault) when (OutboxFile.IsFull(fault))
        {
            _bounds.Fail();
            throw;
        }
    }

    private OutboxChange? TryExecute(IReadOnlyList<OutboxJob> jobs, long roomBytes)
    {
        LeaveLostLog();
        if (_connection is null)
            Connect();
        var transaction = Begin();
        if (roomBytes > 0)
            _bounds.MakeRoom(transaction, _open.Shedder, roomBytes);
        foreach (var job in jobs)
            Run(job, transaction);
        _bounds.Keep(transaction, _open.Shedder, _file.TryHoldReserve);
        return Commit(transaction);
    }

    private static void Run(OutboxJob job, OutboxTransaction transaction)
    {
        try
        {
            job.Run(transaction);
        }
        catch (Exception fault) when (fault is not SqliteException && !OutboxFile.IsDamage(fault))
        {
            throw new JobFailedException(job, fault);
        }
    }

    private OutboxTransaction Begin() => _open.Begin(_newStream, _clock.Now, _opened);

    private OutboxChange? Commit(OutboxTransaction transaction)
    {
        _open.Commit(transaction);
        Shed += transaction.Shed;
        _succession.Note(Book);
        return transaction.Change;
    }

    /// <summary>Before anything else is done, and before anybody is told that it is durable; the next commit begins a log anew.</summary>
    private bool LeaveLostLog()
    {
        if (_connection is not { } connection || !_file.TryBringHome(connection))
            return false;
        Close();
        return true;
    }

    private void SetAsideAndOpen(Exception fault)
    {
        _isSettled = false;
        _succession.Begin(fault, _open?.Book.FindBoot(_clock.Now.BootId)?.Offset);
        var nameless = fault is FileMovedException || !_file.HasLog ? _connection : null;
        if (nameless is not null)
            _file.Aside.Begin(path => OutboxFile.TryCopy(nameless, path));
        Close();
        if (nameless is null)
            _file.Aside.Begin();
        Connect();
    }

    private void Connect()
    {
        if (!_isSettled)
            _file.Aside.Recover();
        var connection = _file.OpenForWriting();
        try
        {
            _open = new OpenOutbox(connection, _zone);
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
            if (!_isSettled)
                _succession.Settle(Book, Begin, transaction => Commit(transaction));
            _isSettled = true;
            _opened ??= Book.Current.Stream;
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        if (_connection is null)
            return;
        _open.Dispose();
        _connection.Dispose();
        _connection = null;
    }

    private sealed record DamageReport(int Generation, Exception Fault);
}
