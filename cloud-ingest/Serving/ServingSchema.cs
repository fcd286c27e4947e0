using Checkpoint.CloudIngest.Store;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>Brings a file to this program's version, part by part; forward only.</summary>
internal static class ServingSchema
{
    /// <summary>"CPSV" in the file's application_id: other programs' files, and our own of other kinds, are not touched.</summary>
    private const int ApplicationId = 0x43505356;

    /// <exception cref="StoreException">The file is not ours, or a later program made it: names the part and both versions.</exception>
    public static void Prepare(SqliteConnection connection, IReadOnlyList<SchemaPart> parts)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var tables = new ServingTransaction(connection, transaction);
        RefuseOthers(tables, connection.DataSource);
        tables.Execute("CREATE TABLE IF NOT EXISTS schema_part (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID");
        var versions = tables.List("SELECT name, version FROM schema_part", row => (Name: row.GetString(0), Version: row.GetInt64(1)))
            .ToDictionary(part => part.Name, part => part.Version);
        RefuseLater(versions, parts, connection.DataSource);
        foreach (var part in parts)
            Advance(tables, part, (int)versions.GetValueOrDefault(part.Name));
        tables.Execute($"PRAGMA application_id = {ApplicationId}");
        transaction.Commit();
    }

    private static void RefuseOthers(ServingTransaction tables, string path)
    {
        var mark = tables.Scalar("PRAGMA application_id");
        if (mark != ApplicationId && (mark != 0 || tables.Scalar("SELECT count(*) FROM sqlite_schema") > 0))
            throw Refusal($"'{path}' is another kind of database: this file must be the service's own");
    }

    private static void RefuseLater(Dictionary<string, long> versions, IReadOnlyList<SchemaPart> parts, string path)
    {
        foreach (var (name, version) in versions.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            var known = parts.FirstOrDefault(part => part.Name == name)?.Steps.Count ?? 0;
            if (version > known)
                throw Refusal($"'{path}': its part '{name}' is of version {version}, made by a later program; this one knows {known}");
        }
    }

    private static void Advance(ServingTransaction tables, SchemaPart part, int version)
    {
        foreach (var step in part.Steps.Skip(version))
            tables.Execute(step);
        if (part.Steps.Count > version)
        {
            tables.Execute(
                "INSERT INTO schema_part (name, version) VALUES ($0, $1) ON CONFLICT DO UPDATE SET version = excluded.version",
                part.Name,
                part.Steps.Count);
        }
    }

    private static StoreException Refusal(string detail) => new(new StoreFault(StoreFaultKind.Refused, detail));
}
