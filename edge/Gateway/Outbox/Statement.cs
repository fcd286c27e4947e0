using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>One prepared statement; its parameters are <c>$0</c>, <c>$1</c>, … in order.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <summary>The first column of the first row; 0 where there is none.</summary>
    public long Number(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>Reads rows in which a value may be missing, or another than the schema allows: SQLite itself does not notice.</summary>
    /// <exception cref="InvalidDataException">One is.</exception>
    public static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidOperationException or InvalidCastException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"a row of the outbox is damaged: {fault.Message}", fault);
        }
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_command.Parameters.Count == i)
                _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
