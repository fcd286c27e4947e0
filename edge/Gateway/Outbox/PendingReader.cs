using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The reader's connection. For one thread at a time.</summary>
internal sealed class PendingReader(SqliteConnection connection) : IDisposable
{
    private readonly Statement _records = new(connection, """
        SELECT id, time_us, time_error_us, body FROM records
        WHERE id BETWEEN $0 AND $1 AND time_us IS NOT NULL ORDER BY id LIMIT $2
        """);

    private readonly Statement _urgent = new(connection, """
        SELECT id, time_us, time_error_us, body FROM records INDEXED BY urgent
        WHERE keep = 7 AND id BETWEEN $0 AND $1 AND time_us IS NOT NULL ORDER BY id LIMIT $2
        """);

    private readonly Statement _oldest = new(connection, """
        SELECT time_us, boots.boot, boottime_us FROM records JOIN boots ON boots.place = records.boot
        WHERE id BETWEEN $0 AND $1 ORDER BY id LIMIT 1
        """);

    private readonly Statement _earlier = new(connection, """
        SELECT id FROM records
        WHERE id BETWEEN $0 AND $1 AND boot IN (SELECT place FROM boots WHERE boot <> $2 AND offset_us IS NOT NULL AND quality <> $3)
        ORDER BY id DESC LIMIT 1
        """);

    /// <summary>Records of one stream whose time is known, of these seqs, ascending.</summary>
    /// <param name="open">Ascending.</param>
    public List<GateRecord> Read(int stream, IEnumerable<SeqRange> open, bool urgentOnly, int maxRecords, int maxBytes) =>
        Statement.Reading(() => ReadRows(stream, open, urgentOnly, maxRecords, maxBytes));

    private List<GateRecord> ReadRows(int stream, IEnumerable<SeqRange> open, bool urgentOnly, int maxRecords, int maxBytes)
    {
        var found = new List<GateRecord>();
        var bytes = 0;
        foreach (var seqs in open)
        {
            var (first, last) = OutboxSchema.IdsOf(stream, seqs);
            using var rows = (urgentOnly ? _urgent : _records).Query(first, last, maxRecords - found.Count);
            while (rows.Read())
            {
                var body = rows.GetFieldValue<byte[]>(3);
                bytes += body.Length;
                if (found.Count > 0 && bytes > maxBytes)
                    return found;
                var time = new RecordTime(rows.GetInt64(1), rows.GetInt64(2));
                var seq = OutboxSchema.PositionOf(rows.GetInt64(0)).Seq;
                if (found.Count > 0 && seq <= found[^1].Seq)
                    throw new InvalidDataException($"seq {seq} stands after {found[^1].Seq} in the outbox");
                found.Add(RecordTable.Decode(body, seq) with { Time = time });
            }

            if (found.Count >= maxRecords)
                return found;
        }

        return found;
    }

    /// <summary>The oldest of these: its time if known, its boot, and when in it; null if there is none.</summary>
    public (long? TimeMicroseconds, Guid BootId, long BoottimeMicroseconds)? Oldest(int stream, IEnumerable<SeqRange> open) =>
        Statement.Reading(() => OldestRow(stream, open));

    private (long? TimeMicroseconds, Guid BootId, long BoottimeMicroseconds)? OldestRow(int stream, IEnumerable<SeqRange> open)
    {
        foreach (var seqs in open)
        {
            var (first, last) = OutboxSchema.IdsOf(stream, seqs);
            using var rows = _oldest.Query(first, last);
            if (rows.Read())
                return (rows.IsDBNull(0) ? null : rows.GetInt64(0), new Guid(rows.GetFieldValue<byte[]>(1), bigEndian: true), rows.GetInt64(2));
        }

        return null;
    }

    /// <summary>Highest seq that other boots made than this one, and knew the time; 0 for none.</summary>
    public long Newest(StreamSeqs within, Guid notOf)
    {
        var (first, last) = OutboxSchema.IdsOf(within.StreamPlace, within.Seqs);
        using var rows = _earlier.Query(first, last, notOf.ToByteArray(bigEndian: true), (int)ClockQuality.Unknown);
        return rows.Read() ? OutboxSchema.PositionOf(rows.GetInt64(0)).Seq : 0;
    }

    public void Dispose()
    {
        _earlier.Dispose();
        _records.Dispose();
        _urgent.Dispose();
        _oldest.Dispose();
        connection.Dispose();
    }
}
