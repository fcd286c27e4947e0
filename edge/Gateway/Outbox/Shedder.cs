using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>Makes room: what the database has already goes first, then the classes of <see cref="KeepClass"/> in turn.</summary>
internal sealed class Shedder(SqliteConnection connection, RecordTable records, LedgerTables ledger) : IDisposable
{
    private const int Chunk = 256;

    /// <summary>A row's own columns and its part of a page, about.</summary>
    private const int RowOverheadBytes = 40;

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
        left -= DropSettled(transaction, SettledState.Delivered, long.MaxValue, left);
        left -= DropSettled(transaction, SettledState.Rejected, long.MaxValue, left);
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
        DropSettled(transaction, SettledState.Delivered, beforeSeconds, LeastBytes * 16);

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
    private long DropSettled(OutboxTransaction transaction, SettledState state, long beforeSeconds, long bytes)
    {
        long freed = 0;
        foreach (var stream in transaction.Book.Streams)
        {
            foreach (var range in stream.Settled.Ranges.Where(range => range.State == state && range.SettledSeconds < beforeSeconds))
            {
                if (freed >= bytes)
                    return freed;
                freed += DropSettled(transaction, stream, range.Seqs, bytes - freed);
            }
        }

        return freed;
    }

    private long DropSettled(OutboxTransaction transaction, StreamEntry stream, SeqRange seqs, long bytes)
    {
        long freed = 0;
        var next = seqs.First;
        while (freed < bytes && next <= seqs.Last)
        {
            var rows = records.Sizes(stream.Place, seqs with { First = next }, Chunk);
            if (rows.Count == 0)
                next = seqs.Last + 1;
            foreach (var row in rows.TakeWhile(_ => freed < bytes))
            {
                freed += Delete(row);
                next = row.Position.Seq + 1;
            }
        }

        stream.Settled = stream.Settled.With(seqs with { Last = next - 1 }, gone => new SettledRange(gone, SettledState.Gone, 0, null));
        Keep(transaction);
        return freed;
    }

    private long DropPending(OutboxTransaction transaction, KeepClass keep, bool unstampedToo, string reason, long bytes)
    {
        long freed = 0;
        var dropped = new List<OutboxPosition>();
        var from = _gone.GetValueOrDefault((keep, unstampedToo));
        while (freed < bytes)
        {
            var rows = OldestPending(transaction.Book, from, keep, unstampedToo);
            if (rows.Count == 0)
            {
                from = transaction.Book.Current.Position;
                break;
            }

            foreach (var row in rows.TakeWhile(_ => freed < bytes))
            {
                freed += Delete(row);
                transaction.Book.Streams[row.Position.StreamPlace - 1].Dropped++;
                transaction.Shed++;
                dropped.Add(row.Position);
                from = row.Position;
            }
        }

        _gone[(keep, unstampedToo)] = from;
        if (dropped.Count > 0)
            List(transaction, reason, dropped);
        return freed;
    }

    private List<DroppableRow> OldestPending(OutboxBook book, OutboxPosition after, KeepClass keep, bool unstampedToo)
    {
        var found = new List<DroppableRow>();
        foreach (var stream in book.Streams.Where(stream => stream.Place >= after.StreamPlace))
        {
            foreach (var open in stream.OpenAfter(stream.Place == after.StreamPlace ? after.Seq : 0))
            {
                found.AddRange(records.Sizes(stream.Place, open, keep, unstampedToo, Chunk - found.Count));
                if (found.Count >= Chunk)
                    return found;
            }
        }

        return found;
    }

    private void List(OutboxTransaction transaction, string reason, List<OutboxPosition> dropped)
    {
        Keep(transaction);
        foreach (var stream in dropped.GroupBy(position => position.StreamPlace, position => position.Seq))
        {
            var entry = transaction.Book.Streams[stream.Key - 1];
            transaction.AppendList(GateEventType.Shed, reason, entry.Stream, SeqRange.Cover(stream));
        }
    }

    private long Delete(DroppableRow row)
    {
        records.Delete(row.Position);
        return row.BodyBytes + RowOverheadBytes;
    }

    /// <summary>How far streams are made, and what was counted, no longer show in rows that are gone.</summary>
    private void Keep(OutboxTransaction transaction)
    {
        transaction.NeedTallies();
        foreach (var stream in transaction.Book.Streams)
            ledger.Save(stream);
    }
}
