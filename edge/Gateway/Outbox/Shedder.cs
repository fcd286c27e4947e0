using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>Makes room: what the database has already goes first, then the classes of <see cref="KeepClass"/> in turn.</summary>
internal sealed class Shedder(SqliteConnection connection, RecordTable records, LedgerTables ledger) : IDisposable
{
    private const int Chunk = 256;

    /// <summary>A row's own columns and its entries in the indexes, about.</summary>
    private const int RowOverheadBytes = 80;

    /// <summary>Dropped in one go at least, so that not every append has to drop something.</summary>
    private const long LeastBytes = 64 * 1024;

    /// <summary>
    /// What may be dropped when, and under which name it is listed. A person whose time is not known yet is in no summary,
    /// so that dropping the record would lose the count too: those go late.
    /// </summary>
    private static readonly (KeepClass Keep, bool UnstampedToo, string Reason)[] Order =
    [
        (KeepClass.Health, true, "full_health"),
        (KeepClass.NormalScreening, false, "full_normal_screening"),
        (KeepClass.RetryOrPassage, false, "full_retry_or_passage"),
        (KeepClass.RepeatedEvent, true, "full_repeated_event"),
        (KeepClass.NormalScreening, true, "full_normal_screening"),
        (KeepClass.RetryOrPassage, true, "full_retry_or_passage"),
        (KeepClass.Event, true, "full_event"),
        (KeepClass.Summary, true, "full_summary"),
    ];

    /// <summary>Where each step of the order has nothing left before: what comes new comes after.</summary>
    private readonly Dictionary<(KeepClass Keep, bool UnstampedToo), OutboxPosition> _gone = [];

    private readonly Statement _pageSize = new(connection, "PRAGMA page_size");
    private readonly Statement _pages = new(connection, "PRAGMA page_count");
    private readonly Statement _freePages = new(connection, "PRAGMA freelist_count");

    /// <summary>Bytes of pages in use.</summary>
    public long UsedBytes => (_pages.Number() - _freePages.Number()) * _pageSize.Number();

    /// <summary>Drops records until so many bytes of rows are gone.</summary>
    /// <returns>False if fevers and alarms had to go too, or nothing was left at all.</returns>
    public bool Drop(OutboxTransaction transaction, long bytes)
    {
        var left = Math.Max(bytes, LeastBytes);
        left -= DropSettled(transaction, OutboxSchema.Delivered, long.MaxValue, left);
        left -= DropSettled(transaction, OutboxSchema.Rejected, long.MaxValue, left);
        foreach (var (keep, unstampedToo, reason) in Order)
            left -= DropPending(transaction, keep, unstampedToo, reason, left);
        if (left <= 0)
            return true;
        DropPending(transaction, KeepClass.Urgent, true, "full_fever_or_alarm", left);
        return false;
    }

    /// <summary>Looks through all pending records the next time: some that had to be kept need not be now.</summary>
    public void StartOver() => _gone.Clear();

    /// <summary>Drops delivered records from before a moment, a bounded number of them.</summary>
    public void Purge(OutboxTransaction transaction, long beforeSeconds) =>
        DropSettled(transaction, OutboxSchema.Delivered, beforeSeconds, LeastBytes * 16);

    public void Dispose()
    {
        _pageSize.Dispose();
        _pages.Dispose();
        _freePages.Dispose();
    }

    /// <summary>
    /// Rows that the cloud has answered for. Not listed: the stored ones are stored, the rejected ones were listed when
    /// they were.
    /// </summary>
    private long DropSettled(OutboxTransaction transaction, int state, long beforeSeconds, long bytes)
    {
        long freed = 0;
        while (freed < bytes && records.OldestSettled(state, beforeSeconds, Chunk) is { Count: > 0 } rows)
        {
            foreach (var row in rows.TakeWhile(_ => freed < bytes))
                freed += Delete(row);
        }

        if (freed > 0)
            SaveMarks(transaction.Book.Streams);
        return freed;
    }

    private long DropPending(OutboxTransaction transaction, KeepClass keep, bool unstampedToo, string reason, long bytes)
    {
        long freed = 0;
        var dropped = new List<OutboxPosition>();
        var end = transaction.Book.Current.Position;
        while (freed < bytes)
        {
            var rows = records.OldestPending(_gone.GetValueOrDefault((keep, unstampedToo)), keep, unstampedToo, Chunk);
            foreach (var row in rows.TakeWhile(_ => freed < bytes))
            {
                freed += Delete(row);
                dropped.Add(row.Position);
            }

            _gone[(keep, unstampedToo)] = rows.Count == 0 ? end : dropped[^1];
            if (rows.Count == 0)
                break;
        }

        if (dropped.Count > 0)
            List(transaction, reason, dropped);
        return freed;
    }

    private void List(OutboxTransaction transaction, string reason, List<OutboxPosition> dropped)
    {
        transaction.Book.Depth -= dropped.Count;
        SaveMarks(transaction.Book.Streams);
        foreach (var stream in dropped.GroupBy(position => position.StreamPlace, position => position.Seq))
        {
            var entry = transaction.Book.Streams[stream.Key - 1];
            transaction.AppendList(GateEventType.Shed, reason, entry.Stream, [.. stream]);
        }
    }

    private long Delete(DroppableRow row)
    {
        records.Delete(row.Position);
        return row.BodyBytes + RowOverheadBytes;
    }

    private void SaveMarks(IReadOnlyList<StreamEntry> streams)
    {
        foreach (var stream in streams)
            ledger.Save(stream);
    }
}
