using Microsoft.Data.Sqlite;

namespace Checkpoint.Gateway.Outbox;

/// <summary>
/// Brings an outbox of format 1 to the present one: writes a whole new file beside it and gives that the old one's name. Killed
/// at any moment, the file of that name is either; what is left beside it is removed by the next try.
/// </summary>
internal static class OutboxMigration
{
    private const int FromVersion = 1;

    private const string Suffix = ".new";

    /// <summary>
    /// Seqs without a row were dropped, or delivered and dropped: format 1 does not tell them apart. All that is counted in it is
    /// in its tallies.
    /// </summary>
    private const string Copy = """
        INSERT INTO fresh.streams(place, stream, board, floor_seq, trusted_seq, welcomed, counted_seq, dropped)
          SELECT place, stream, board, made, trusted_seq, welcomed, made, made - there FROM (
            SELECT *, max(floor_seq, coalesce((SELECT max(seq) FROM main.records r WHERE r.stream = s.place), 0)) AS made,
              (SELECT count(*) FROM main.records r WHERE r.stream = s.place) AS there
            FROM main.streams s);
        INSERT INTO fresh.boots SELECT place, boot, uptime_us, offset_us, error_us, learned_us, quality FROM main.boots;
        INSERT INTO fresh.settled(stream, first, last, state, settled_s, reason)
          SELECT stream, min(seq), max(seq), $state, hour, why FROM (
            SELECT stream, seq, state, coalesce(settled_s, 0) / 3600 * 3600 AS hour, reason AS why, seq - row_number() OVER (
              PARTITION BY stream, state, coalesce(settled_s, 0) / 3600, reason ORDER BY seq) AS island
            FROM main.records WHERE state <> 0)
          GROUP BY stream, state, hour, why, island;
        INSERT INTO fresh.records(id, keep, boot, boottime_us, time_us, time_error_us, body)
          SELECT stream << 40 | seq, keep, boot, boottime_us, time_us, time_error_us, body FROM main.records WHERE $kept
          ORDER BY stream, seq;
        INSERT INTO fresh.tallies SELECT span, start_s, body FROM main.tallies;
        INSERT INTO fresh.service SELECT boot, from_us, to_us FROM main.service;
        """;

    /// <summary>Does nothing where there is no file, or one of another format.</summary>
    /// <param name="open">Opens a database for reading and writing.</param>
    /// <exception cref="SqliteException">Among others, when the file is damaged; it is as it was.</exception>
    /// <exception cref="IOException">As above: a name could not be changed.</exception>
    public static void Run(IOutboxFolder folder, string path, Func<string, SqliteConnection> open)
    {
        RemoveRest(folder, path);
        if (!folder.Exists(path) || !IsOld(path, open))
            return;
        try
        {
            Write(path, open, withDelivered: true);
        }
        catch (SqliteException fault) when (OutboxFile.IsFull(fault))
        {
            // What is delivered is only kept in case the cloud's database is put back from an older copy.
            RemoveRest(folder, path);
            Write(path, open, withDelivered: false);
        }

        var parent = Path.GetDirectoryName(path)!;
        folder.Sync(parent);
        folder.Rename(path + Suffix, path);
        folder.Sync(parent);
    }

    private static void RemoveRest(IOutboxFolder folder, string path)
    {
        foreach (var rest in new[] { path + Suffix + "-journal", path + Suffix }.Where(folder.Exists))
            folder.Delete(rest);
    }

    private static bool IsOld(string path, Func<string, SqliteConnection> open)
    {
        using var connection = open(path);
        using var version = new Statement(connection, "PRAGMA user_version");
        return version.Number() == FromVersion;
    }

    private static void Write(string path, Func<string, SqliteConnection> open, bool withDelivered)
    {
        using var connection = open(path);

        // Brings the log's content into the file and removes the log, so that none is left beside a file that it is not of.
        OutboxFile.Run(connection, "PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE");
        using (var attach = new Statement(connection, "ATTACH $0 AS fresh"))
            attach.Execute(path + Suffix);
        OutboxFile.Run(connection, $"PRAGMA fresh.page_size={OutboxSchema.PageBytes}; PRAGMA fresh.synchronous=FULL");
        OutboxFile.Run(connection, "BEGIN IMMEDIATE;" + OutboxSchema.SqlIn("fresh") + CopyAll(withDelivered)
            + $"PRAGMA fresh.user_version={OutboxSchema.Version}; COMMIT;");
    }

    private static string CopyAll(bool withDelivered) => Copy
        .Replace("$state", withDelivered ? "state" : $"CASE state WHEN {(int)SettledState.Delivered} THEN {(int)SettledState.Gone} ELSE state END", StringComparison.Ordinal)
        .Replace("$kept", withDelivered ? "true" : $"state <> {(int)SettledState.Delivered}", StringComparison.Ordinal);
}
