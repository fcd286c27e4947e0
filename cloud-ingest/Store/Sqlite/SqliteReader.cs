using System.Text.Json;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>Questions to the file, each on a connection of its own. Safe to call from any thread.</summary>
internal sealed class SqliteReader(string connectionString) : IDisposable
{
    /// <summary>The row number of gate $0 and stream $1.</summary>
    public const string Source = "(SELECT id FROM source WHERE gate = $0 AND stream = $1)";

    /// <summary>Of SQLite's virtual machine: some hundred rows.</summary>
    private const int StepsBetweenLooks = 10_000;

    public static StreamId StreamOf(string text) => StreamId.TryParse(text, out var stream)
        ? stream
        : throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, $"stream '{text}'"));

    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    public long Scalar(string sql, params object[] values) => List(sql, row => row.GetInt64(0), values)[0];

    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        var rows = new List<T>();
        Each(sql, row => rows.Add(read(row)), values);
        return rows;
    }

    public void Each(string sql, Action<SqliteDataReader> take, params object[] values)
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue($"${i}", values[i]);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                take(reader);
        }
        catch (SqliteException exception)
        {
            throw new StoreException(SqliteFaults.Of(exception), exception);
        }
    }

    /// <param name="rest">WHERE, ORDER BY and LIMIT.</param>
    public List<StoredRecord> Records(string rest, params object[] values) => List(
        "SELECT gate, stream, district, street, community, body FROM record"
            + $" JOIN source ON source.id = record.source JOIN place ON place.id = record.place {rest}",
        ReadRecord,
        values);

    /// <summary>See <see cref="IRecordStore.ScreeningsAsync"/>. What hardly any fit is looked for among all of the time asked for.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more; told in the middle as well.</exception>
    public List<StoredRecord> Screenings(ScreeningQuery query, CancellationToken cancellation)
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => cancellation.IsCancellationRequested ? 1 : 0, null);
            try
            {
                return SqliteScreenings.Read(connection, query);
            }
            finally
            {
                // The connection goes back to those that others use.
                raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
            }
        }
        catch (SqliteException exception)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new StoreException(SqliteFaults.Of(exception), exception);
        }
    }

    /// <summary>See <see cref="IRecordStore.MissingAsync"/>; by the primary key, so that no time need help.</summary>
    public List<SeqRange> Missing(GateId gate, HeldSeqs seqs, int most)
    {
        const string Within = $"FROM record WHERE source = {Source} AND seq BETWEEN $2 AND $3";
        object[] Of(SeqRange range) => [gate.Value, seqs.Stream.ToString(), range.First, range.Last];
        var incomplete = seqs.Seqs.Where(range => Scalar($"SELECT count(*) {Within}", Of(range)) < range.Count).ToList();
        var marks = new SeqMarks(incomplete);
        foreach (var range in incomplete)
            Each($"SELECT seq {Within}", row => marks.Mark(row.GetInt64(0)), Of(range));
        return marks.Missing(most);
    }

    /// <param name="row">Gate, stream, district, street, community, body.</param>
    public static StoredRecord ReadRecord(SqliteDataReader row)
    {
        try
        {
            return new StoredRecord(
                GateId.Parse(row.GetString(0)),
                StreamOf(row.GetString(1)),
                new Place(row.GetString(2), row.GetString(3), row.GetString(4)),
                RecordJson.Read(row.GetString(5)));
        }
        catch (JsonException exception)
        {
            throw new StoreException(new StoreFault(StoreFaultKind.Unreadable, exception.Message), exception);
        }
    }
}
