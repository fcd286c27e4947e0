using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>Inserts batches, each call one transaction. Not for more than one thread.</summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Sources and places whose row numbers are remembered; beyond it all are asked for anew.</summary>
    private const int MaxRemembered = 20_000;

    private readonly Dictionary<(GateId, StreamId), long> _sources = [];

    private readonly Dictionary<Place, long> _places = [];

    private readonly SqliteConnection _connection;

    private readonly SqliteCommand _insert;

    public SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        _insert = connection.CreateCommand();
        _insert.CommandText = """
            INSERT INTO record (source, seq, place, measurement, time_ns, body)
            VALUES ($source, $seq, $place, $measurement, $time_ns, $body) ON CONFLICT DO NOTHING
            """;
        foreach (var name in new[] { "$source", "$seq", "$place", "$measurement", "$time_ns", "$body" })
            _insert.Parameters.Add(new SqliteParameter(name, null));
    }

    public void Dispose() => _insert.Dispose();

    public void Write(IReadOnlyList<PlacedBatch> batches)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        _insert.Transaction = transaction;
        try
        {
            foreach (var batch in batches)
                Write(batch);
            if (OpenFile.IsGone(_connection))
                throw new StoreException(OpenFile.Gone);
            transaction.Commit();
        }
        catch
        {
            // Row numbers given in a transaction that did not come to be would be someone else's later.
            _sources.Clear();
            _places.Clear();
            throw;
        }
    }

    private void Write(PlacedBatch batch)
    {
        _insert.Parameters[0].Value = SourceOf(batch.Gate, batch.Stream);
        _insert.Parameters[2].Value = PlaceOf(batch.Place);
        foreach (var record in batch.Records)
        {
            _insert.Parameters[1].Value = record.Seq;
            _insert.Parameters[3].Value = Measurements.Of(record);
            _insert.Parameters[4].Value = StorageTime.Of(record);
            _insert.Parameters[5].Value = RecordJson.Write(record);
            _insert.ExecuteNonQuery();
        }
    }

    private long SourceOf(GateId gate, StreamId stream) => Remembered(_sources, (gate, stream), () => RowNumber(
        "INSERT INTO source (gate, stream) VALUES ($0, $1) ON CONFLICT DO UPDATE SET gate = gate RETURNING id",
        gate.Value,
        stream.ToString()));

    private long PlaceOf(Place place) => Remembered(_places, place, () => RowNumber(
        "INSERT INTO place (district, street, community) VALUES ($0, $1, $2)"
            + " ON CONFLICT DO UPDATE SET district = district RETURNING id",
        place.District,
        place.Street,
        place.Community));

    private static long Remembered<TKey>(Dictionary<TKey, long> numbers, TKey key, Func<long> find)
        where TKey : notnull
    {
        if (numbers.TryGetValue(key, out var number))
            return number;
        if (numbers.Count >= MaxRemembered)
            numbers.Clear();
        return numbers[key] = find();
    }

    private long RowNumber(string sql, params string[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _insert.Transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i}", values[i]);
        return (long)command.ExecuteScalar()!;
    }
}
