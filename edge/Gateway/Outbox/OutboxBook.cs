using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// What the writer keeps in memory of the database: streams with what of them is settled, and boots. Read anew after
/// each transaction that failed, so that it can't say more than the disk does.
/// </summary>
internal sealed class OutboxBook
{
    private const string HighestRow =
        "coalesce((SELECT max(id) FROM records WHERE id BETWEEN place << 40 AND ((place + 1) << 40) - 1), 0) & ((1 << 40) - 1)";

    private readonly List<StreamEntry> _streams = [];
    private readonly List<BootEntry> _boots = [];

    public IReadOnlyList<StreamEntry> Streams => _streams;

    public IReadOnlyList<BootEntry> Boots => _boots;

    /// <summary>How many records are pending.</summary>
    public long Depth => _streams.Sum(stream => stream.Depth);

    /// <summary>How many the cloud has refused and are kept apart.</summary>
    public long Rejected => _streams.Sum(stream => stream.Settled.Rejected);

    /// <summary>Null only in a database that has just been made.</summary>
    public StreamEntry? Newest => _streams.Count > 0 ? _streams[^1] : null;

    public StreamEntry Current => Newest ?? throw new InvalidOperationException("no stream has been begun");

    /// <exception cref="InvalidDataException">A row is damaged.</exception>
    public static OutboxBook Load(SqliteConnection connection) => Statement.Reading(() => LoadRows(connection));

    private static OutboxBook LoadRows(SqliteConnection connection)
    {
        var book = new OutboxBook();
        book.LoadStreams(connection);
        var numbers = NumbersOf(connection);
        foreach (var (index, stream) in book._streams.Index())
        {
            StreamNumbers.RequireMade(stream, index + 1);
            stream.Settled = stream.SavedSettled = LoadSettled(connection, stream);
            numbers.Require(stream);
        }

        book.LoadBoots(connection);
        return book;
    }

    /// <summary>As much of a damaged file's as can be read.</summary>
    /// <exception cref="SqliteException">Not even its streams.</exception>
    public static OutboxBook LoadReadable(SqliteConnection connection)
    {
        var book = new OutboxBook();
        Statement.Reading(() =>
        {
            book.LoadStreams(connection, "0");
            return true;
        });
        var numbers = new StreamNumbers(long.MaxValue);
        Try(() => numbers = NumbersOf(connection));
        foreach (var stream in book._streams)
        {
            if (stream.MadeThrough is < 0 or > RecordLimits.MaxSeq)
                stream.MadeThrough = 0;
            LoadMarks(connection, stream);
            if (numbers.IsTooDeep(stream))
            {
                stream.MadeThrough = 0;
                LoadMarks(connection, stream);
            }

            StreamNumbers.Mend(stream);
        }

        if (!Try(() => book.LoadBoots(connection)))
            book._boots.Clear();
        return book;
    }

    /// <summary>How far a stream of a damaged file is made, by its rows too, and what of it is settled.</summary>
    private static void LoadMarks(SqliteConnection connection, StreamEntry stream)
    {
        Try(() => RaiseToRows(connection, stream, "DESC"));
        Try(() => RaiseToRows(connection, stream, "ASC"));
        stream.Settled = SettledSeqs.None;
        Try(() => stream.Settled = LoadSettled(connection, stream, isDamaged: true));
    }

    private static StreamNumbers NumbersOf(SqliteConnection connection)
    {
        using var pages = new Statement(connection, "PRAGMA page_count");
        using var pageSize = new Statement(connection, "PRAGMA page_size");
        return new StreamNumbers(pages.Number() * pageSize.Number());
    }

    private static bool Try(Action load)
    {
        try
        {
            return Statement.Reading(() =>
            {
                load();
                return true;
            });
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// From either end goes by the rows before the first page that can't be read. A row whose record does not say the same seq is
    /// trusted only if it stands next: damage to its id would make billions of seqs that nobody was given.
    /// </summary>
    private static void RaiseToRows(SqliteConnection connection, StreamEntry stream, string order)
    {
        using var statement = new Statement(connection, $"""
            SELECT id, CASE typeof(body) WHEN 'blob' THEN body ELSE x'' END FROM records WHERE id BETWEEN $0 AND $1 ORDER BY id {order}
            """);
        var (first, last) = OutboxSchema.IdsOf(stream.Place, new SeqRange(stream.MadeThrough + 1, RecordLimits.MaxSeq));
        using var rows = statement.Query(first, last);
        while (rows.Read())
        {
            var seq = OutboxSchema.PositionOf(rows.GetInt64(0)).Seq;
            if (seq == stream.MadeThrough + 1 || (BatchCodec.TryDecodeOne(rows.GetFieldValue<byte[]>(1), out var record, out _) && record.Seq == seq))
                stream.RaiseTo(seq);
        }
    }

    /// <param name="isDamaged">Ranges that can't be are left out: what they answer for is pending again.</param>
    /// <exception cref="InvalidDataException">One can't be, in a file that is not known to be damaged.</exception>
    private static SettledSeqs LoadSettled(SqliteConnection connection, StreamEntry stream, bool isDamaged = false)
    {
        using var statement = new Statement(
            connection, "SELECT first, last, state, settled_s, reason FROM settled WHERE stream = $0 ORDER BY first");
        using var rows = statement.Query(stream.Place);
        var ranges = new List<SettledRange>();
        while (rows.Read())
        {
            var range = new SettledRange(
                new SeqRange(rows.GetInt64(0), rows.GetInt64(1)),
                (SettledState)rows.GetInt32(2),
                rows.GetInt64(3),
                rows.IsDBNull(4) ? null : rows.GetString(4));
            if (StreamNumbers.CanBe(range, ranges.Count > 0 ? ranges[^1].Seqs.Last : 0, stream))
                ranges.Add(range);
            else if (!isDamaged)
                throw StreamNumbers.Fault(stream, "settled", range.Seqs);
        }

        return new SettledSeqs([.. ranges]);
    }

    /// <summary>
    /// To be asked where nothing that is pending can be found: damage to a page may hide rows without SQLite noticing. It reads all
    /// pending rows, which are none or nearly none then.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not in the file.</exception>
    public void RequirePending(RecordTable records)
    {
        foreach (var stream in _streams.Where(stream => stream.OpenAfter(0).Sum(open => records.Count(stream.Place, open)) is var there && there != stream.Depth))
            throw new InvalidDataException($"{stream.Depth} records of {stream.Stream} are pending, and not in the outbox");
    }

    public StreamEntry? FindStream(StreamId stream) => _streams.Find(entry => entry.Stream == stream);

    public BootEntry? FindBoot(Guid bootId) => _boots.FindLast(entry => entry.BootId == bootId);

    public void Add(StreamEntry stream) => _streams.Add(stream);

    public void Add(BootEntry boot) => _boots.Add(boot);

    /// <param name="highestRow">What tells the highest seq that has a row; 0 to go by none.</param>
    private void LoadStreams(SqliteConnection connection, string highestRow = HighestRow)
    {
        using var statement = new Statement(connection, $"""
            SELECT place, stream, board, trusted_seq, welcomed, counted_seq, dropped,
              CASE WHEN floor_seq < 0 THEN floor_seq ELSE max(floor_seq, {highestRow}) END
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
                CountedSeq = rows.GetInt64(5),
                Dropped = rows.GetInt64(6),
                MadeThrough = rows.GetInt64(7),
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
