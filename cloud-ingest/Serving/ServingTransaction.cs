using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>
/// What is asked and changed together. Parameters are $0, $1, … in the order of the values; a null value is SQL's NULL.
/// </summary>
public sealed class ServingTransaction
{
    private readonly SqliteConnection _connection;

    private readonly SqliteTransaction _transaction;

    internal ServingTransaction(SqliteConnection connection, SqliteTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    /// <returns>Rows changed.</returns>
    public int Execute(string sql, params object?[] values)
    {
        using var command = Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows, in the statement's order. Bound it by LIMIT where there may be many.</summary>
    public List<T> List<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var command = Prepare(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row, or null when there is none.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
        where T : class => List(sql, read, values).FirstOrDefault();

    /// <summary>The whole number that a statement with exactly one row gives: a count, or an id by RETURNING.</summary>
    public long Scalar(string sql, params object?[] values) => List(sql, row => row.GetInt64(0), values)[0];

    private SqliteCommand Prepare(string sql, object?[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        return command;
    }
}
