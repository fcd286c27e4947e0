using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>
/// The tables. One row a record, whose content is the contract's JSON form; identity is the primary key. The views give
/// each kind the name it has in the other database, for reading by hand.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Kept in the file's user_version; a file of a later version is not touched.</summary>
    private const int Version = 3;

    private const string Tables = """
        CREATE TABLE source (
            id INTEGER PRIMARY KEY, gate TEXT NOT NULL, stream TEXT NOT NULL, UNIQUE (gate, stream)) STRICT;
        CREATE TABLE place (
            id INTEGER PRIMARY KEY, district TEXT NOT NULL, street TEXT NOT NULL, community TEXT NOT NULL,
            UNIQUE (district, street, community)) STRICT;
        CREATE TABLE record (
            source INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL, place INTEGER NOT NULL REFERENCES place,
            measurement TEXT NOT NULL, time_ns INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (source, seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX screening_by_time ON record (source, time_ns) WHERE measurement = 'screening';
        CREATE INDEX event_by_time ON record (source, time_ns) WHERE measurement = 'gate_event';
        """;

    /// <summary>A file of an earlier version is brought over in one transaction: who is killed in it begins anew.</summary>
    /// <exception cref="StoreException">The file was made by a later version of this program.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        SummaryTable.AddFunctions(connection);
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version is < 0 or > Version)
        {
            throw new StoreException(new StoreFault(
                StoreFaultKind.Refused, $"'{connection.DataSource}' is of version {version}; this program knows {Version}"));
        }

        if (version == 0)
            Execute(connection, $"{Tables}{Views()}");
        if (version == 1)
            Execute(connection, "DROP INDEX summary_by_time;");
        if (version < Version)
            Execute(connection, $"{(version == 2 ? SummaryTable.Pack : SummaryTable.Make)} PRAGMA user_version = {Version};");
        transaction.Commit();
    }

    private static string Views() => string.Concat(Measurements.All.Select(measurement => $"""

        CREATE VIEW {measurement} AS
            SELECT gate, stream, district, street, community, seq, time_ns, body
            FROM record JOIN source ON source.id = record.source JOIN place ON place.id = record.place
            WHERE measurement = '{measurement}';
        """));

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
