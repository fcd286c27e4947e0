using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The writer's statements on <c>streams</c>, <c>boots</c>, <c>tallies</c> and <c>service</c>.</summary>
internal sealed class LedgerTables(SqliteConnection connection) : IDisposable
{
    private const string AllTallies = "SELECT body FROM tallies ORDER BY start_s, span";

    private readonly Statement _addStream = new(connection, "INSERT INTO streams(place, stream, board) VALUES($0, $1, $2)");

    private readonly Statement _saveStream = new(
        connection,
        "UPDATE streams SET floor_seq = $1, trusted_seq = $2, welcomed = $3, counted_seq = $4, dropped = $5 WHERE place = $0");

    private readonly Statement _removeSettled = new(connection, "DELETE FROM settled WHERE stream = $0 AND first = $1");

    private readonly Statement _saveSettled = new(connection, """
        INSERT OR REPLACE INTO settled(stream, first, last, state, settled_s, reason) VALUES($0, $1, $2, $3, $4, $5)
        """);

    private readonly Statement _saveBoot = new(connection, """
        INSERT INTO boots(place, boot, uptime_us, offset_us, error_us, learned_us, quality)
        VALUES($0, $1, $2, $3, $4, $5, $6) ON CONFLICT(place) DO UPDATE SET uptime_us = excluded.uptime_us,
          offset_us = excluded.offset_us, error_us = excluded.error_us, learned_us = excluded.learned_us, quality = excluded.quality
        """);

    private readonly Statement _findTally = new(connection, "SELECT body FROM tallies WHERE span = $0 AND start_s = $1");

    private readonly Statement _tallies = new(connection, AllTallies);

    private readonly Statement _saveTally = new(connection, "INSERT OR REPLACE INTO tallies(span, start_s, body) VALUES($0, $1, $2)");

    private readonly Statement _closeTally = new(connection, "DELETE FROM tallies WHERE span = $0 AND start_s = $1");

    private readonly Statement _extendService = new(
        connection, "UPDATE service SET to_us = $2 WHERE boot = $0 AND to_us = $1");

    private readonly Statement _addService = new(connection, "INSERT INTO service(boot, from_us, to_us) VALUES($0, $1, $2)");

    private readonly Statement _service = new(connection, "SELECT from_us, to_us FROM service WHERE boot = $0");

    private readonly Statement _endService = new(connection, "DELETE FROM service WHERE boot = $0");

    public void Add(StreamEntry stream) => _addStream.Execute(stream.Place, (long)stream.Stream.Value, stream.Board);

    /// <summary>Writes the stream's marks, its highest seq among them: needed before rows of it are dropped.</summary>
    public void Save(StreamEntry stream) => _saveStream.Execute(
        stream.Place, stream.MadeThrough, stream.TrustedSeq, stream.Welcomed, stream.CountedSeq, stream.Dropped);

    /// <summary>Writes what has changed of the ranges since they were last written.</summary>
    public void SaveSettled(StreamEntry stream)
    {
        var (before, now) = (stream.SavedSettled.Ranges, stream.Settled.Ranges);
        var same = 0;
        while (same < Math.Min(before.Count, now.Count) && before[same] == now[same])
            same++;
        var tail = 0;
        while (tail < Math.Min(before.Count, now.Count) - same && before[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        var firsts = now.Skip(same).Take(now.Count - same - tail).Select(range => range.Seqs.First).ToHashSet();
        foreach (var range in before.Skip(same).Take(before.Count - same - tail).Where(range => !firsts.Contains(range.Seqs.First)))
            _removeSettled.Execute(stream.Place, range.Seqs.First);
        foreach (var range in now.Skip(same).Take(now.Count - same - tail))
        {
            _saveSettled.Execute(
                stream.Place, range.Seqs.First, range.Seqs.Last, (int)range.State, range.SettledSeconds, range.Reason);
        }

        stream.SavedSettled = stream.Settled;
    }

    public void Save(BootEntry boot) => _saveBoot.Execute(
        boot.Place,
        boot.BootId.ToByteArray(bigEndian: true),
        boot.UptimeMicroseconds,
        boot.Offset?.OffsetMicroseconds,
        boot.Offset?.ErrorMicroseconds,
        boot.Offset?.LearnedMicroseconds,
        (int?)boot.Offset?.Quality);

    public SummaryTally? FindTally(SummarySpan span, long startSeconds)
    {
        using var rows = _findTally.Query((int)span, startSeconds);
        return Statement.Reading(() => rows.Read() ? ReadTally(rows) : null);
    }

    public List<SummaryTally> Tallies() => Tallies(_tallies);

    /// <summary>Of a file that is only read.</summary>
    public static List<SummaryTally> Tallies(SqliteConnection connection)
    {
        using var statement = new Statement(connection, AllTallies);
        return Tallies(statement);
    }

    /// <summary>As above: the kept times of service of all boots.</summary>
    public static List<(int Boot, long FromMicroseconds, long ToMicroseconds)> Service(SqliteConnection connection)
    {
        using var statement = new Statement(connection, "SELECT from_us, to_us, boot FROM service");
        using var rows = statement.Query();
        var found = new List<(int, long, long)>();
        while (rows.Read())
            found.Add((rows.GetInt32(2), ReadService(rows).From, ReadService(rows).To));
        return found;
    }

    private static List<SummaryTally> Tallies(Statement all)
    {
        using var rows = all.Query();
        return Statement.Reading(() =>
        {
            var found = new List<SummaryTally>();
            while (rows.Read())
                found.Add(ReadTally(rows));
            return found;
        });
    }

    public void Save(SummaryTally tally) =>
        _saveTally.Execute((int)tally.Span, tally.StartSeconds, BatchCodec.EncodeOne(tally.ToRecord()));

    public void Close(SummaryTally tally) => _closeTally.Execute((int)tally.Span, tally.StartSeconds);

    /// <summary>Keeps a time of service of a boot that does not know the time yet.</summary>
    public void KeepService(int boot, long fromMicroseconds, long toMicroseconds)
    {
        if (_extendService.Execute(boot, fromMicroseconds, toMicroseconds) == 0)
            _addService.Execute(boot, fromMicroseconds, toMicroseconds);
    }

    /// <summary>Hands the kept times of service of a boot over; they are gone from here.</summary>
    public List<(long FromMicroseconds, long ToMicroseconds)> TakeService(int boot)
    {
        var found = new List<(long, long)>();
        using (var rows = _service.Query(boot))
        {
            while (rows.Read())
                found.Add(ReadService(rows));
        }

        if (found.Count > 0)
            _endService.Execute(boot);
        return found;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
            {
                _addStream, _saveStream, _removeSettled, _saveSettled, _saveBoot, _findTally, _tallies, _saveTally, _closeTally, _extendService,
                _addService, _service, _endService,
            })
        {
            statement.Dispose();
        }
    }

    /// <exception cref="InvalidDataException">No time that a board can have run: it would be counted in every hour of it.</exception>
    private static (long From, long To) ReadService(SqliteDataReader rows)
    {
        var (from, to) = Statement.Reading(() => (rows.GetInt64(0), rows.GetInt64(1)));
        return from >= 0 && to >= from && to - from <= RecordLimits.MaxTimeErrorMicroseconds
            ? (from, to)
            : throw new InvalidDataException($"time of service in the outbox is from {from} to {to}");
    }

    private static SummaryTally ReadTally(SqliteDataReader rows) =>
        SummaryTally.From((Summary)RecordTable.Decode(rows.GetFieldValue<byte[]>(0)));
}
