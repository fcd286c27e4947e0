using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What the writer keeps in memory of the database: streams, boots, and how many records are pending. Read anew after
/// each transaction that failed, so that it can't say more than the disk does.
/// </summary>
internal sealed class OutboxBook
{
    private readonly List<StreamEntry> _streams = [];
    private readonly List<BootEntry> _boots = [];

    public IReadOnlyList<StreamEntry> Streams => _streams;

    public IReadOnlyList<BootEntry> Boots => _boots;

    public long Depth { get; set; }

    /// <summary>Null only in a database that has just been made.</summary>
    public StreamEntry? Newest => _streams.Count > 0 ? _streams[^1] : null;

    public StreamEntry Current => Newest ?? throw new InvalidOperationException("no stream has been begun");

    public static OutboxBook Load(SqliteConnection connection)
    {
        var book = new OutboxBook();
        book.LoadStreams(connection);
        book.LoadBoots(connection);
        using var depth = new Statement(connection, "SELECT count(*) FROM records WHERE state = 0");
        book.Depth = depth.Number();
        return book;
    }

    public StreamEntry? FindStream(StreamId stream) => _streams.Find(entry => entry.Stream == stream);

    public BootEntry? FindBoot(Guid bootId) => _boots.FindLast(entry => entry.BootId == bootId);

    public void Add(StreamEntry stream) => _streams.Add(stream);

    public void Add(BootEntry boot) => _boots.Add(boot);

    private void LoadStreams(SqliteConnection connection)
    {
        using var statement = new Statement(connection, """
            SELECT place, stream, board, trusted_seq, welcomed,
              max(floor_seq, coalesce((SELECT max(seq) FROM records WHERE records.stream = streams.place), 0))
            FROM streams ORDER BY place
            """);
        using var rows = statement.Query();
        while (rows.Read())
        {
            _streams.Add(new StreamEntry
            {
                Place = rows.GetInt32(0),
                Stream = new StreamId((ulong)rows.GetInt64(1)),
                Board = rows.GetString(2),
                TrustedSeq = rows.GetInt64(3),
                Welcomed = rows.GetBoolean(4),
                MadeThrough = rows.GetInt64(5),
            });
        }
    }

    private void LoadBoots(SqliteConnection connection)
    {
        using var statement = new Statement(
            connection, "SELECT place, boot, uptime_us, offset_us, error_us, learned_us, quality FROM boots ORDER BY place");
        using var rows = statement.Query();
        while (rows.Read())
        {
            var bootId = new Guid(rows.GetFieldValue<byte[]>(1), bigEndian: true);
            _boots.Add(new BootEntry
            {
                Place = rows.GetInt32(0),
                BootId = bootId,
                UptimeMicroseconds = rows.GetInt64(2),
                Offset = rows.IsDBNull(3) ? null : new BootOffset(
                    bootId, rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), (ClockQuality)rows.GetInt32(6)),
            });
        }
    }
}
