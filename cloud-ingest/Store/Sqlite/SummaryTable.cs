using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>
/// Summaries added up by stream, span and place, as they come in: a trigger does it, so that whatever is stored once is counted once.
/// A program that does not know of the table lacks the trigger's functions, and can't write past it.
/// </summary>
internal static class SummaryTable
{
    private const string Table = """
        CREATE TABLE summary_sum (
            source INTEGER NOT NULL REFERENCES source, span TEXT NOT NULL, start_seconds INTEGER NOT NULL,
            place INTEGER NOT NULL REFERENCES place, sums TEXT NOT NULL,
            PRIMARY KEY (source, span, start_seconds, place)) STRICT, WITHOUT ROWID;
        """;

    private static readonly string Trigger = $"""
        CREATE TRIGGER summary_counted AFTER INSERT ON record WHEN NEW.measurement = 'gate_summary' BEGIN
            {Count("NEW.", "WHERE true")};
        END;
        """;

    /// <summary>Makes table and trigger, and counts what is there already.</summary>
    public static readonly string Make = $"{Table}{Count("", "FROM record WHERE measurement = 'gate_summary'")};{Trigger}";

    /// <summary>Version 2 had a column for each count, and one for the bins.</summary>
    public static readonly string Pack = $"""
        DROP TRIGGER summary_counted;
        ALTER TABLE summary_sum RENAME TO summary_unpacked;
        {Table}
        INSERT INTO summary_sum SELECT source, span, start_seconds, place,
            normal || ',' || fever || ',' || retry || ',' || manual || ',' || manual_fever || ',' || manual_normal || ',' || inward || ',' || outward
                || ',' || in_service_seconds || ',' || ambient_count || ',' || ambient_sum_centi_c
                || ',' || coalesce(ambient_min_centi_c, '') || ',' || coalesce(ambient_max_centi_c, '') || ';' || bins
            FROM summary_unpacked;
        DROP TABLE summary_unpacked;
        {Trigger}
        """;

    /// <summary>For the connection that writes.</summary>
    public static void AddFunctions(SqliteConnection connection)
    {
        connection.CreateFunction("sums_of", (string body) => PackedSums.Of((Summary)RecordJson.Read(body)).Text, isDeterministic: true);
        connection.CreateFunction(
            "sums_plus", (string one, string other) => new SumTotals().Add(new PackedSums(one)).Add(new PackedSums(other)).Pack().Text, isDeterministic: true);
    }

    private static string Count(string row, string from) => $"""
        INSERT INTO summary_sum SELECT {row}source, {row}body ->> 'span', {row}body ->> 'start_seconds', {row}place, sums_of({row}body) {from}
            ON CONFLICT DO UPDATE SET sums = sums_plus(sums, excluded.sums)
        """;
}
