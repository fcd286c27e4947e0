using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The writer's statements on <c>records</c>. Streams and boots are named by their places.</summary>
internal sealed class RecordTable(SqliteConnection connection) : IDisposable
{
    private const int Chunk = 500;
    private const string Row = "id, boot, boottime_us, time_us, time_error_us, body";

    private readonly Statement _insert = new(connection, """
        INSERT INTO records(id, keep, boot, boottime_us, time_us, time_error_us, body) VALUES($0, $1, $2, $3, $4, $5, $6)
        """);

    private readonly Statement _unstamped = new(
        connection, $"SELECT {Row} FROM records INDEXED BY unstamped WHERE boot = $0 AND time_us IS NULL ORDER BY id LIMIT $1");

    private readonly Statement _between = new(
        connection, $"SELECT {Row} FROM records WHERE id BETWEEN $0 AND $1 ORDER BY id LIMIT $2");

    private readonly Statement _stamp = new(connection, "UPDATE records SET time_us = $1, time_error_us = $2 WHERE id = $0");

    private readonly Statement _sizes = new(
        connection, "SELECT id, length(body) FROM records WHERE id BETWEEN $0 AND $1 ORDER BY id LIMIT $2");

    private readonly Statement _sizesOfClass = new(connection, """
        SELECT id, length(body) FROM records
        WHERE id BETWEEN $0 AND $1 AND keep = $2 AND (time_us IS NOT NULL OR $3) ORDER BY id LIMIT $4
        """);

    private readonly Statement _count = new(connection, "SELECT count(*) FROM records WHERE id BETWEEN $0 AND $1");

    private readonly Statement _older = new(connection, "SELECT id FROM records WHERE id BETWEEN $0 AND $1 AND time_us < $2");

    private readonly Statement _deleteOlder = new(connection, "DELETE FROM records WHERE id BETWEEN $0 AND $1 AND time_us < $2");

    private readonly Statement _delete = new(connection, "DELETE FROM records WHERE id = $0");

    private readonly Statement _last = new(connection, "SELECT boot, boottime_us FROM records ORDER BY id DESC LIMIT 1");

    public void Insert(OutboxPosition position, int boot, long boottimeMicroseconds, RecordTime time, GateRecord record) => _insert.Execute(
        OutboxSchema.IdOf(position),
        (int)KeepClasses.Of(record),
        boot,
        boottimeMicroseconds,
        time.IsKnown ? time.Microseconds : null,
        time.IsKnown ? time.ErrorMicroseconds : null,
        BatchCodec.EncodeOne(record with { Seq = position.Seq, Time = RecordTime.Unknown }));

    /// <summary>Records of a boot that have no time yet, oldest first.</summary>
    public List<StoredRow> Unstamped(int boot, int limit)
    {
        using var rows = _unstamped.Query(boot, limit);
        return Statement.Reading(() => Rows(rows));
    }

    /// <summary>Rows of these seqs that are there, oldest first.</summary>
    public List<StoredRow> Between(int stream, SeqRange seqs, int limit)
    {
        var (first, last) = OutboxSchema.IdsOf(stream, seqs);
        using var rows = _between.Query(first, last, limit);
        return Statement.Reading(() => Rows(rows));
    }

    /// <summary>All rows of a stream after a seq, oldest first; read a chunk at a time.</summary>
    /// <exception cref="InvalidDataException">A row is damaged, or stands where it can't.</exception>
    public IEnumerable<StoredRow> After(int stream, long seq)
    {
        while (Between(stream, new SeqRange(seq + 1, RecordLimits.MaxSeq), Chunk) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                if (row.Position.Seq <= seq)
                    throw new InvalidDataException($"seq {row.Position.Seq} stands after {seq} in the outbox");
                seq = row.Position.Seq;
                yield return row;
            }
        }
    }

    public void Stamp(OutboxPosition position, RecordTime time) =>
        _stamp.Execute(OutboxSchema.IdOf(position), time.Microseconds, time.ErrorMicroseconds);

    /// <summary>How many of these seqs have a row.</summary>
    public long Count(int stream, SeqRange seqs)
    {
        var (first, last) = OutboxSchema.IdsOf(stream, seqs);
        return _count.Number(first, last);
    }

    /// <summary>The row is a screening's, or is not there any more.</summary>
    public bool IsScreeningOrGone(OutboxPosition position) =>
        Between(position.StreamPlace, new SeqRange(position.Seq, position.Seq), 1) is not [{ Record: not Screening }];

    /// <summary>Sizes of the rows of these seqs, oldest first.</summary>
    public List<DroppableRow> Sizes(int stream, SeqRange seqs, int limit)
    {
        var (first, last) = OutboxSchema.IdsOf(stream, seqs);
        using var rows = _sizes.Query(first, last, limit);
        return Statement.Reading(() => Droppable(rows));
    }

    /// <summary>Sizes of the rows of these seqs that are of a class, oldest first.</summary>
    public List<DroppableRow> Sizes(int stream, SeqRange seqs, KeepClass keep, bool unstampedToo, int limit)
    {
        var (first, last) = OutboxSchema.IdsOf(stream, seqs);
        using var rows = _sizesOfClass.Query(first, last, (int)keep, unstampedToo, limit);
        return Statement.Reading(() => Droppable(rows));
    }

    public void Delete(OutboxPosition position) => _delete.Execute(OutboxSchema.IdOf(position));

    /// <summary>Deletes the rows of these seqs that are from before a moment.</summary>
    /// <returns>Their seqs.</returns>
    public List<long> TakeOlder(int stream, SeqRange seqs, long beforeMicroseconds)
    {
        var (first, last) = OutboxSchema.IdsOf(stream, seqs);
        var taken = new List<long>();
        using (var rows = _older.Query(first, last, beforeMicroseconds))
        {
            while (rows.Read())
                taken.Add(OutboxSchema.PositionOf(rows.GetInt64(0)).Seq);
        }

        if (taken.Count > 0)
            _deleteOlder.Execute(first, last, beforeMicroseconds);
        return taken;
    }

    /// <summary>Place of the boot that made the newest record, and when in it; null for an empty outbox.</summary>
    public (int Boot, long BoottimeMicroseconds)? Last()
    {
        using var rows = _last.Query();
        return Statement.Reading<(int, long)?>(() => rows.Read() ? (rows.GetInt32(0), rows.GetInt64(1)) : null);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insert, _unstamped, _between, _stamp, _sizes, _sizesOfClass, _count, _older, _deleteOlder, _delete, _last })
            statement.Dispose();
    }

    /// <exception cref="InvalidDataException">The file's pages are whole, but the record in it is not.</exception>
    public static GateRecord Decode(byte[] body) => BatchCodec.TryDecodeOne(body, out var record, out var fault)
        ? record
        : throw new InvalidDataException($"a record in the outbox is damaged: {fault}");

    /// <summary>A row's record, which has its seq in it too.</summary>
    /// <exception cref="InvalidDataException">The file's pages can be read, but this row is not what was written.</exception>
    public static GateRecord Decode(byte[] body, long seq) => Decode(body) is var record && record.Seq == seq
        ? record
        : throw new InvalidDataException($"the record at seq {seq} in the outbox says that it is {record.Seq}");

    private static List<StoredRow> Rows(SqliteDataReader rows)
    {
        var found = new List<StoredRow>();
        while (rows.Read())
        {
            var position = OutboxSchema.PositionOf(rows.GetInt64(0));
            found.Add(new StoredRow(
                position,
                rows.GetInt32(1),
                rows.GetInt64(2),
                rows.IsDBNull(3) ? RecordTime.Unknown : new RecordTime(rows.GetInt64(3), rows.GetInt64(4)),
                Decode(rows.GetFieldValue<byte[]>(5), position.Seq)));
        }

        return found;
    }

    private static List<DroppableRow> Droppable(SqliteDataReader rows)
    {
        var found = new List<DroppableRow>();
        while (rows.Read())
            found.Add(new DroppableRow(OutboxSchema.PositionOf(rows.GetInt64(0)), rows.GetInt32(1)));
        return found;
    }
}

/// <summary>A record as its row has it.</summary>
internal readonly record struct StoredRow(
    OutboxPosition Position, int Boot, long BoottimeMicroseconds, RecordTime Time, GateRecord Record);

/// <summary>A row that may be dropped, and about how much that frees.</summary>
internal readonly record struct DroppableRow(OutboxPosition Position, int BodyBytes);
