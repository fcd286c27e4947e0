using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The reader's connection. For one thread at a time.</summary>
internal sealed class PendingReader(SqliteConnection connection) : IDisposable
{
    private readonly Statement _pending = new(connection, """
        SELECT seq, time_us, time_error_us, body FROM records INDEXED BY pending
        WHERE stream = $0 AND seq > $1 AND state = 0 AND time_us IS NOT NULL ORDER BY seq LIMIT $2
        """);

    private readonly Statement _urgent = new(connection, """
        SELECT seq, time_us, time_error_us, body FROM records INDEXED BY urgent
        WHERE stream = $0 AND seq > $1 AND state = 0 AND keep = 7 AND time_us IS NOT NULL ORDER BY seq LIMIT $2
        """);

    private readonly Statement _oldest = new(connection, """
        SELECT time_us, boots.boot, boottime_us FROM records INDEXED BY pending JOIN boots ON boots.place = records.boot
        WHERE state = 0 ORDER BY stream, seq LIMIT 1
        """);

    public List<GateRecord> Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes)
    {
        using var rows = (urgentOnly ? _urgent : _pending).Query(after.StreamPlace, after.Seq, maxRecords);
        var found = new List<GateRecord>();
        var bytes = 0;
        while (rows.Read())
        {
            var body = rows.GetFieldValue<byte[]>(3);
            bytes += body.Length;
            if (found.Count > 0 && bytes > maxBytes)
                break;
            var time = new RecordTime(rows.GetInt64(1), rows.GetInt64(2));
            found.Add(RecordTable.Decode(body) with { Seq = rows.GetInt64(0), Time = time });
        }

        return found;
    }

    /// <summary>The oldest pending record: its time if known, its boot, and when in it; null if there is none.</summary>
    public (long? TimeMicroseconds, Guid BootId, long BoottimeMicroseconds)? Oldest()
    {
        using var rows = _oldest.Query();
        if (!rows.Read())
            return null;
        var bootId = new Guid(rows.GetFieldValue<byte[]>(1), bigEndian: true);
        return (rows.IsDBNull(0) ? null : rows.GetInt64(0), bootId, rows.GetInt64(2));
    }

    public void Dispose()
    {
        _pending.Dispose();
        _urgent.Dispose();
        _oldest.Dispose();
        connection.Dispose();
    }
}
