using System.Text.Json;
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
    private static readonly string[] Summed =
    [
        "normal", "fever", "retry", "manual", "manual_fever", "manual_normal", "inward", "outward", "in_service_seconds",
        "ambient_count", "ambient_sum_centi_c",
    ];

    private static readonly JsonSerializerOptions HistogramOptions = new() { Converters = { new BodyHistogramConverter() } };

    /// <summary>Makes table and trigger, and counts what is there already.</summary>
    public static string Make => $"""
        CREATE TABLE summary_sum (
            source INTEGER NOT NULL REFERENCES source, span TEXT NOT NULL, start_seconds INTEGER NOT NULL,
            place INTEGER NOT NULL REFERENCES place, {string.Concat(Summed.Select(column => $"{column} INTEGER NOT NULL, "))}
            ambient_min_centi_c INTEGER, ambient_max_centi_c INTEGER, bins TEXT NOT NULL,
            PRIMARY KEY (source, span, start_seconds, place)) STRICT, WITHOUT ROWID;
        {Count("FROM record WHERE measurement = 'gate_summary'", "")};
        CREATE TRIGGER summary_counted AFTER INSERT ON record WHEN NEW.measurement = 'gate_summary' BEGIN
            {Count("WHERE true", "NEW.")};
        END;
        """;

    /// <summary>For the connection that writes.</summary>
    public static void AddFunctions(SqliteConnection connection)
    {
        connection.CreateFunction("bins_of", (string? histogram) => BodyBins.Of(Histogram(histogram)).Text, isDeterministic: true);
        connection.CreateFunction("bins_plus", (string one, string other) => BodyBins.Parse(one).Plus(BodyBins.Parse(other)).Text, isDeterministic: true);
    }

    /// <summary>Bodies that an earlier version wrote have no manual results, which adds nothing.</summary>
    private static string Count(string from, string row) => $"""
        INSERT INTO summary_sum
            SELECT {row}source, {row}body ->> 'span', {row}body ->> 'start_seconds', {row}place,
                {string.Concat(Summed.Select(column => $"coalesce({row}body ->> '{column}', 0), "))}
                iif({row}body ->> 'ambient_count' > 0, {row}body ->> 'ambient_min_centi_c', NULL),
                iif({row}body ->> 'ambient_count' > 0, {row}body ->> 'ambient_max_centi_c', NULL),
                bins_of({row}body -> 'histogram')
            {from}
            ON CONFLICT DO UPDATE SET {string.Concat(Summed.Select(column => $"{column} = {column} + excluded.{column}, "))}
                ambient_min_centi_c = min(coalesce(ambient_min_centi_c, excluded.ambient_min_centi_c), coalesce(excluded.ambient_min_centi_c, ambient_min_centi_c)),
                ambient_max_centi_c = max(coalesce(ambient_max_centi_c, excluded.ambient_max_centi_c), coalesce(excluded.ambient_max_centi_c, ambient_max_centi_c)),
                bins = bins_plus(bins, excluded.bins)
        """;

    private static BodyHistogram Histogram(string? json) =>
        json is null ? BodyHistogram.Empty : JsonSerializer.Deserialize<BodyHistogram>(json, HistogramOptions) ?? BodyHistogram.Empty;
}
