using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What can still be read of an outbox's file, damaged or not: its book, and of each stream the rows before the first page that
/// can't be read and behind the last one. Changes nothing.
/// </summary>
internal sealed class OutboxSalvage : IDisposable
{
    private const int Chunk = 256;
    private const string Row = "SELECT id, boot, boottime_us, time_us, time_error_us, body FROM records WHERE id BETWEEN $0 AND $1 ORDER BY id";

    private readonly SqliteConnection _connection;
    private readonly Statement _forward;
    private readonly Statement _backward;

    private OutboxSalvage(SqliteConnection connection, OutboxBook book)
    {
        (_connection, Book) = (connection, book);
        _forward = new Statement(connection, Row + " LIMIT $2");
        _backward = new Statement(connection, Row + " DESC LIMIT $2");
        var tallies = Readable(() => LedgerTables.Tallies(connection));
        (Tallies, HasTallies) = (tallies ?? [], tallies is not null);
    }

    /// <summary>Without its boots, or with everything open, where those tables can't be read.</summary>
    public OutboxBook Book { get; }

    /// <returns>Null for a file that is not there, does not even tell its streams, or is of another format.</returns>
    /// <exception cref="SqliteException">The disk is full: how much can be read is not known.</exception>
    public static OutboxSalvage? TryOpen(OutboxFile file, string path)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = file.OpenForReading(path);
            using (var version = new Statement(connection, "PRAGMA user_version"))
            {
                if (version.Number() == OutboxSchema.Version)
                    return new OutboxSalvage(connection, LoadBook(connection));
            }
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            connection?.Dispose();
            if (fault is SqliteException sqlite && OutboxFile.IsFull(sqlite))
                throw;
            return null;
        }

        connection.Dispose();
        return null;
    }

    /// <summary>As of one moment: a gateway may be at work on it. Not the rows too, or its log would grow for as long as they are read.</summary>
    private static OutboxBook LoadBook(SqliteConnection connection)
    {
        OutboxFile.Run(connection, "BEGIN");
        var book = OutboxBook.LoadReadable(connection);
        OutboxFile.RollBack(connection);
        return book;
    }

    /// <summary>Rows of these seqs, each once, ascending; those whose record is damaged are left out.</summary>
    public IEnumerable<StoredRow> Rows(int stream, SeqRange seqs)
    {
        var next = seqs.First;
        foreach (var row in Walk(_forward, position => (new SeqRange(position, seqs.Last), position <= seqs.Last), next, 1, stream))
        {
            next = row.Position.Seq + 1;
            if (row.Record is not null)
                yield return row;
        }

        // None where all could be read: only these are all held.
        var behind = Walk(_backward, position => (new SeqRange(next, position), position >= next), seqs.Last, -1, stream);
        foreach (var row in behind.Where(row => row.Record is not null).Reverse())
            yield return row;
    }

    /// <summary>Counts that no record has told yet; none where they can't be read.</summary>
    public IReadOnlyList<SummaryTally> Tallies { get; }

    public bool HasTallies { get; }

    /// <summary>Times of service of boots that did not know the time yet; none where they can't be read.</summary>
    public IReadOnlyList<(int Boot, long FromMicroseconds, long ToMicroseconds)> Service() =>
        Readable(() => LedgerTables.Service(_connection)) ?? [];

    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
        _connection.Dispose();
    }

    private static List<T>? Readable<T>(Func<List<T>> read)
    {
        try
        {
            return Statement.Reading(read);
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Goes on until nothing is left or a single row can't be read; a record that is damaged comes as null.</summary>
    private static IEnumerable<StoredRow> Walk(
        Statement statement, Func<long, (SeqRange Left, bool IsAny)> leftFrom, long from, int step, int stream)
    {
        var limit = Chunk;
        while (leftFrom(from) is (var left, true))
        {
            if (TryRead(statement, stream, left, limit) is not { } rows)
            {
                if (limit == 1)
                    yield break;
                limit = 1;
                continue;
            }

            if (rows.Count == 0)
                yield break;
            var began = from;
            foreach (var row in rows.Where(row => left.Contains(row.Position.Seq) && row.Position.StreamPlace == stream))
            {
                // Damage may show a row twice, or out of its place.
                if ((row.Position.Seq - from) * step < 0)
                    continue;
                from = row.Position.Seq + step;
                yield return row;
            }

            if (from == began)
                yield break;
        }
    }

    private static List<StoredRow>? TryRead(Statement statement, int stream, SeqRange seqs, int limit)
    {
        var (first, last) = OutboxSchema.IdsOf(stream, seqs);
        var found = new List<StoredRow>();
        try
        {
            using var rows = statement.Query(first, last, limit);
            return Statement.Reading(() =>
            {
                while (rows.Read())
                    found.Add(RowOf(rows));
                return found;
            });
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            return null;
        }
    }

    private static StoredRow RowOf(SqliteDataReader rows)
    {
        var time = rows.IsDBNull(3) ? RecordTime.Unknown : new RecordTime(rows.GetInt64(3), rows.GetInt64(4));
        var position = OutboxSchema.PositionOf(rows.GetInt64(0));
        var isWhole = BatchCodec.TryDecodeOne(rows.GetFieldValue<byte[]>(5), out var record, out _)
            && RecordRules.CheckContent(record) is null && record.Seq == position.Seq;
        return new StoredRow(position, rows.GetInt32(1), rows.GetInt64(2), time, isWhole ? record : null!);
    }
}
