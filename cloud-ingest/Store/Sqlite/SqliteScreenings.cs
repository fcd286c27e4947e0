using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>
/// Screenings of many gates in their order: each stream of a gate is read by the index of its times, and they are merged as far as
/// is asked for. So a page costs the same however long the time is that it begins.
/// </summary>
internal static class SqliteScreenings
{
    /// <summary>What is asked of one stream; $0 is its row number, and the values of the query follow.</summary>
    private const string Select = """
        SELECT gate, stream, district, street, community, body FROM record INDEXED BY screening_by_time
        CROSS JOIN source ON source.id = record.source CROSS JOIN place ON place.id = record.place
        WHERE record.source = $0 AND measurement = 'screening' AND time_ns >= $1 AND time_ns < $2
        """;

    /// <exception cref="SqliteException">The file can't be read.</exception>
    public static List<StoredRecord> Read(SqliteConnection connection, ScreeningQuery query)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var courses = new List<Course>();
        try
        {
            var waiting = new PriorityQueue<Course, ScreeningKey>(query.Order);
            foreach (var source in Sources(connection, transaction, query))
            {
                courses.Add(new Course(connection, transaction, query, source));
                courses[^1].Queue(waiting);
            }

            var found = new List<StoredRecord>();
            while (found.Count < query.Limit && waiting.TryDequeue(out var next, out _))
            {
                found.Add(next.Current!);
                next.Queue(waiting);
            }

            return found;
        }
        finally
        {
            courses.ForEach(course => course.Dispose());
        }
    }

    private static List<Source> Sources(SqliteConnection connection, SqliteTransaction transaction, ScreeningQuery query)
    {
        using var command = Command(connection, transaction, "SELECT id, gate, stream FROM source", []);
        using var reader = command.ExecuteReader();
        var gates = query.Bounds.Where(place => place.Level == PlaceLevel.Gate).Select(place => place.Code).ToList();
        var sources = new List<Source>();
        while (reader.Read())
        {
            var id = GateId.Parse(reader.GetString(1));
            if (gates.TrueForAll(gate => gate == id.Value) && !query.Elsewhere.Contains(id))
                sources.Add(new Source(reader.GetInt64(0), id, SqliteReader.StreamOf(reader.GetString(2))));
        }

        return sources;
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql, IReadOnlyList<object> values)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        for (var i = 0; i < values.Count; i++)
            command.Parameters.AddWithValue($"${i}", values[i]);
        return command;
    }

    private sealed record Source(long Id, GateId Gate, StreamId Stream);

    /// <summary>The screenings of one stream, one after the other.</summary>
    private sealed class Course : IDisposable
    {
        private readonly SqliteCommand _command;

        private readonly SqliteDataReader _reader;

        public Course(SqliteConnection connection, SqliteTransaction transaction, ScreeningQuery query, Source source)
        {
            var (from, to) = (query.FromNs, query.ToNs);
            var values = new List<object> { source.Id, from, to };
            var sql = Select;
            if (query.After is { } after)
            {
                values[1] = query.NewestFirst ? from : Math.Max(from, after.TimeNs);
                values[2] = query.NewestFirst ? Math.Min(to, after.TimeNs + 1) : to;
                Add($"(time_ns <> ${values.Count} OR seq {(query.NewestFirst ? '<' : '>')} ${values.Count + 1})", after.TimeNs);
                values.Add(SeqBehind(query, after, source));
            }

            foreach (var place in query.Bounds.Where(place => place.Level != PlaceLevel.Gate))
                Add($"{WireName.Of(place.Level)} = ${values.Count}", place.Code);
            if (query.Outcome is { } outcome)
                Add($"body ->> 'outcome' = ${values.Count}", WireName.Of(outcome));
            if (query.Quality is { } quality)
                Add($"body ->> 'quality' = ${values.Count}", WireName.Of(quality));
            if (query.Reason is { } reason)
                Add($"body ->> 'reason' = ${values.Count}", WireName.Of(reason));
            if (query.Maintenance is { } maintenance)
                Add($"body ->> 'maintenance' = ${values.Count}", maintenance);
            var direction = query.NewestFirst ? "DESC" : "ASC";
            _command = Command(connection, transaction, $"{sql} ORDER BY time_ns {direction}, seq {direction}", values);
            _reader = _command.ExecuteReader();

            void Add(string condition, object value)
            {
                sql += $" AND {condition}";
                values.Add(value);
            }
        }

        public StoredRecord? Current { get; private set; }

        /// <summary>Of the nanosecond of <paramref name="after"/>: behind which seq a stream goes on.</summary>
        private static long SeqBehind(ScreeningQuery query, ScreeningKey after, Source source)
        {
            var order = query.Order.Compare(after with { Gate = source.Gate, Stream = source.Stream }, after);
            return order == 0 ? after.Seq : order > 0 == query.NewestFirst ? long.MaxValue : 0;
        }

        /// <summary>Puts it in line with its next screening, if there is one.</summary>
        public void Queue(PriorityQueue<Course, ScreeningKey> waiting)
        {
            Current = _reader.Read() ? SqliteReader.ReadRecord(_reader) : null;
            if (Current is not null)
                waiting.Enqueue(this, ScreeningKey.Of(Current));
        }

        public void Dispose()
        {
            _reader.Dispose();
            _command.Dispose();
        }
    }
}
