using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The writer's statements on <c>records</c>. Streams and boots are named by their places.</summary>
internal sealed class RecordTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(connection, """
        INSERT INTO records(stream, seq, keep, boot, boottime_us, time_us, time_error_us, body)
        VALUES($0, $1, $2, $3, $4, $5, $6, $7)
        """);

    private readonly Statement _unstamped = new(connection, """
        SELECT stream, seq, boottime_us, body FROM records INDEXED BY unstamped
        WHERE boot = $0 AND state = 0 AND time_us IS NULL ORDER BY stream, seq LIMIT $1
        """);

    private readonly Statement _stamp = new(
        connection, "UPDATE records SET time_us = $2, time_error_us = $3 WHERE stream = $0 AND seq = $1");

    private readonly Statement _settle = new(connection, """
        UPDATE records INDEXED BY pending SET state = $3, settled_s = $4, reason = $5
        WHERE stream = $0 AND seq BETWEEN $1 AND $2 AND state = 0
        """);

    private readonly Statement _oldestSettled = new(connection, """
        SELECT stream, seq, length(body) FROM records INDEXED BY settled
        WHERE state = $0 AND state <> 0 AND coalesce(settled_s, 0) < $1 ORDER BY stream, seq LIMIT $2
        """);

    private readonly Statement _oldestPending = new(connection, """
        SELECT stream, seq, length(body) FROM records INDEXED BY pending
        WHERE state = 0 AND (stream, seq) > ($0, $1) AND keep = $2 AND (time_us IS NOT NULL OR $3)
        ORDER BY stream, seq LIMIT $4
        """);

    private readonly Statement _delete = new(connection, "DELETE FROM records WHERE stream = $0 AND seq = $1");

    private readonly Statement _pendingAfter = new(connection, """
        SELECT seq, boot, boottime_us, time_us, time_error_us, body FROM records INDEXED BY pending
        WHERE stream = $0 AND seq > $1 AND state = 0 ORDER BY seq LIMIT $2
        """);

    private readonly Statement _last = new(
        connection, "SELECT boot, boottime_us FROM records ORDER BY stream DESC, seq DESC LIMIT 1");

    public void Insert(int stream, long seq, int boot, long boottimeMicroseconds, RecordTime time, GateRecord record) => _insert.Execute(
        stream,
        seq,
        (int)KeepClasses.Of(record),
        boot,
        boottimeMicroseconds,
        time.IsKnown ? time.Microseconds : null,
        time.IsKnown ? time.ErrorMicroseconds : null,
        BatchCodec.EncodeOne(record with { Seq = seq, Time = RecordTime.Unknown }));

    /// <summary>Records of a boot that have no time yet, oldest first.</summary>
    public List<StoredRow> Unstamped(int boot, int limit)
    {
        using var rows = _unstamped.Query(boot, limit);
        var found = new List<StoredRow>();
        while (rows.Read())
        {
            found.Add(new StoredRow(
                new OutboxPosition(rows.GetInt32(0), rows.GetInt64(1)),
                boot,
                rows.GetInt64(2),
                RecordTime.Unknown,
                Decode(rows.GetFieldValue<byte[]>(3))));
        }

        return found;
    }

    /// <summary>Pending records of a stream after a seq, oldest first.</summary>
    public List<StoredRow> PendingAfter(int stream, long seq, int limit)
    {
        using var rows = _pendingAfter.Query(stream, seq, limit);
        var found = new List<StoredRow>();
        while (rows.Read())
        {
            found.Add(new StoredRow(
                new OutboxPosition(stream, rows.GetInt64(0)),
                rows.GetInt32(1),
                rows.GetInt64(2),
                rows.IsDBNull(3) ? RecordTime.Unknown : new RecordTime(rows.GetInt64(3), rows.GetInt64(4)),
                Decode(rows.GetFieldValue<byte[]>(5))));
        }

        return found;
    }

    public void Stamp(OutboxPosition position, RecordTime time) =>
        _stamp.Execute(position.StreamPlace, position.Seq, time.Microseconds, time.ErrorMicroseconds);

    /// <returns>How many were pending until now.</returns>
    public int Settle(int stream, SeqRange seqs, int state, long? nowSeconds, string? reason) =>
        _settle.Execute(stream, seqs.First, seqs.Last, state, nowSeconds, reason);

    /// <summary>Settled records from before a moment (seconds since 1970 UTC), oldest first.</summary>
    public List<DroppableRow> OldestSettled(int state, long beforeSeconds, int limit)
    {
        using var rows = _oldestSettled.Query(state, beforeSeconds, limit);
        return Droppable(rows);
    }

    /// <summary>Pending records of a class after a position, oldest first.</summary>
    public List<DroppableRow> OldestPending(OutboxPosition after, KeepClass keep, bool unstampedToo, int limit)
    {
        using var rows = _oldestPending.Query(after.StreamPlace, after.Seq, (int)keep, unstampedToo, limit);
        return Droppable(rows);
    }

    public void Delete(OutboxPosition position) => _delete.Execute(position.StreamPlace, position.Seq);

    /// <summary>Place of the boot that made the newest record, and when in it; null for an empty outbox.</summary>
    public (int Boot, long BoottimeMicroseconds)? Last()
    {
        using var rows = _last.Query();
        return rows.Read() ? (rows.GetInt32(0), rows.GetInt64(1)) : null;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
            { _insert, _unstamped, _stamp, _settle, _oldestSettled, _oldestPending, _delete, _pendingAfter, _last })
        {
            statement.Dispose();
        }
    }

    /// <exception cref="InvalidDataException">The file's pages are whole, but the record in it is not.</exception>
    public static GateRecord Decode(byte[] body) => BatchCodec.TryDecodeOne(body, out var record, out var fault)
        ? record
        : throw new InvalidDataException($"a record in the outbox is damaged: {fault}");

    private static List<DroppableRow> Droppable(SqliteDataReader rows)
    {
        var found = new List<DroppableRow>();
        while (rows.Read())
            found.Add(new DroppableRow(new OutboxPosition(rows.GetInt32(0), rows.GetInt64(1)), rows.GetInt32(2)));
        return found;
    }
}

/// <summary>A record as its row has it.</summary>
internal readonly record struct StoredRow(
    OutboxPosition Position, int Boot, long BoottimeMicroseconds, RecordTime Time, GateRecord Record);

/// <summary>A row that may be dropped, and about how much that frees.</summary>
internal readonly record struct DroppableRow(OutboxPosition Position, int BodyBytes);
