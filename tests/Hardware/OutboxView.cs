using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.Tests.Hardware;

/// <summary>The records in a gateway's outbox, also while it writes there.</summary>
internal sealed class OutboxView(string file) : IDisposable
{
    private readonly List<KeptRecord> _records = [];
    private SqliteConnection? _connection;

    /// <summary>All there are by now; none while there is no outbox yet.</summary>
    public IReadOnlyList<KeptRecord> Read()
    {
        if (_connection is null && !TryOpen())
            return _records;
        using var command = _connection!.CreateCommand();
        command.CommandText = "SELECT id & ((1 << 40) - 1), boottime_us, time_us, time_error_us, body FROM records WHERE id & ((1 << 40) - 1) > $after ORDER BY id";
        command.Parameters.AddWithValue("$after", _records.Count > 0 ? _records[^1].Record.Seq : 0);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            _records.Add(Kept(rows));
        return _records;
    }

    /// <summary>Lets go of the file until the next reading.</summary>
    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    public void Dispose() => Close();

    private bool TryOpen()
    {
        if (!File.Exists(file))
            return false;
        SQLitePCL.Batteries_V2.Init();

        // Read-only: the last writer to close a database tidies it up, and that is to be the gateway.
        _connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        _connection.Open();
        return true;
    }

    private static KeptRecord Kept(SqliteDataReader row)
    {
        var time = row.IsDBNull(2) ? RecordTime.Unknown : new RecordTime(row.GetInt64(2), row.GetInt64(3));
        return new KeptRecord(row.GetInt64(1), RecordOf(row.GetFieldValue<byte[]>(4)) with { Seq = row.GetInt64(0), Time = time });
    }

    private static GateRecord RecordOf(byte[] body) => BatchCodec.TryDecodeOne(body, out var record, out var fault)
        ? record
        : throw new InvalidDataException($"a record in the outbox can't be read: {fault}");
}
