using Checkpoint.Contract;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What the writer has of one open database: its book, the statements on its tables, and what was counted since the tallies were
/// last written. The connection belongs to whoever made it. For one thread at a time.
/// </summary>
internal sealed class OpenOutbox : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly RecordTable _records;
    private readonly LedgerTables _ledger;
    private readonly TallyBook _tallies;

    /// <summary>Appends leave the tallies on disk as they are: what was counted since they were last written is counted here.</summary>
    /// <exception cref="SqliteException">Nothing stays open but the connection.</exception>
    /// <exception cref="InvalidDataException">As above: a row is damaged.</exception>
    public OpenOutbox(SqliteConnection connection, GateZone zone)
    {
        _connection = connection;
        Book = OutboxBook.Load(connection);
        _records = new RecordTable(connection);
        _ledger = new LedgerTables(connection);
        Shedder = new Shedder(connection, _records, _ledger);
        _tallies = new TallyBook(zone, _ledger.FindTally);
        try
        {
            CountAnew();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public OutboxBook Book { get; }

    public Shedder Shedder { get; }

    public OutboxTransaction Begin(Func<StreamId> newStream, BoardInstant now, StreamId? opened)
    {
        OutboxFile.Run(_connection, "BEGIN IMMEDIATE");
        return new OutboxTransaction(Book, _records, _ledger, _tallies, newStream, now, opened);
    }

    public void Commit(OutboxTransaction transaction)
    {
        transaction.Finish();
        OutboxFile.RequireName(_connection);
        OutboxFile.Run(_connection, "COMMIT");
    }

    public void Dispose()
    {
        Shedder.Dispose();
        _ledger.Dispose();
        _records.Dispose();
    }

    private void CountAnew()
    {
        foreach (var stream in Book.Streams)
        {
            foreach (var row in _records.After(stream.Place, stream.CountedSeq).Where(row => row.Time.IsKnown))
                _tallies.Count(row.Record with { Time = row.Time });
        }
    }
}
