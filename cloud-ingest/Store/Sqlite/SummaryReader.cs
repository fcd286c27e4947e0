using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>Questions to <see cref="SummaryTable"/>: for each stream, what lies between two times is found by the primary key.</summary>
internal sealed class SummaryReader(SqliteReader reader)
{
    private const string From = """
        FROM source CROSS JOIN summary_sum ON summary_sum.source = source.id AND span = $0 AND start_seconds >= $1 AND start_seconds < $2
            JOIN place ON place.id = summary_sum.place
        """;

    public List<SummarySum> Sum(SummaryQuery query)
    {
        var level = WireName.Of(query.Level);
        return reader.List(
            $"""
            SELECT start_seconds, sum(normal), sum(fever), sum(retry), sum(manual), sum(manual_fever), sum(manual_normal), sum(inward),
                sum(outward), sum(in_service_seconds), sum(ambient_count), sum(ambient_sum_centi_c), min(ambient_min_centi_c),
                max(ambient_max_centi_c), {level}
            {From}{Within(query.Bounds, 3)}
            GROUP BY start_seconds, {level}
            """,
            row => ReadSum(row, row.GetString(14)),
            [WireName.Of(query.Span), query.FromSeconds, query.ToSeconds, .. query.Bounds.Select(place => place.Code)]);
    }

    public IReadOnlyList<StreamSum> SumStreams(SummarySpan span, IReadOnlyList<SummaryPart> parts)
    {
        var sources = reader.List("SELECT id, gate, stream FROM source", row => (Id: row.GetInt64(0), Source: ReadSource(row, 1)))
            .ToDictionary(source => source.Id, source => source.Source);
        var places = reader.List("SELECT id, district, street, community FROM place", row => (Id: row.GetInt64(0), Place: ReadPlace(row)))
            .ToDictionary(place => place.Id, place => place.Place);
        var sums = new Dictionary<(long, long, long), StreamSum>();
        foreach (var part in parts)
        {
            reader.Each(
                $"""
                SELECT start_seconds, normal, fever, retry, manual, manual_fever, manual_normal, inward, outward, in_service_seconds,
                    ambient_count, ambient_sum_centi_c, ambient_min_centi_c, ambient_max_centi_c, bins, source.id, place.id
                {From}{(part.Stream is null ? "" : " AND stream = $3")}{Within(part.Bounds, 4)}
                """,
                row => Take(row, sums, sources, places),
                [WireName.Of(span), part.FromSeconds, part.ToSeconds, part.Stream?.ToString() ?? "", .. part.Bounds.Select(place => place.Code)]);
        }

        return [.. sums.Values];
    }

    public static RecordSource ReadSource(SqliteDataReader row, int first) => new(GateId.Parse(row.GetString(first)), SqliteReader.StreamOf(row.GetString(first + 1)));

    /// <param name="first">Number of the first parameter.</param>
    private static string Within(IEnumerable<PlaceCode> bounds, int first) =>
        string.Concat(bounds.Select((place, i) => $" AND {WireName.Of(place.Level)} = ${first + i}"));

    /// <summary>Streams and places that came in since they were asked for are left to the next question.</summary>
    private static void Take(
        SqliteDataReader row, Dictionary<(long, long, long), StreamSum> sums, Dictionary<long, RecordSource> sources, Dictionary<long, Place> places)
    {
        var key = (Source: row.GetInt64(15), Place: row.GetInt64(16), Start: row.GetInt64(0));
        if (!sources.TryGetValue(key.Source, out var source) || !places.TryGetValue(key.Place, out var place))
            return;
        sums[key] = new StreamSum(source.Gate, source.Stream, place, ReadSum(row, source.Gate.Value), BodyBins.Parse(row.GetString(14)));
    }

    private static Place ReadPlace(SqliteDataReader row) => new(row.GetString(1), row.GetString(2), row.GetString(3));

    private static SummarySum ReadSum(SqliteDataReader row, string code) => new()
    {
        StartSeconds = row.GetInt64(0),
        Code = code,
        Normal = row.GetInt64(1),
        Fever = row.GetInt64(2),
        Retry = row.GetInt64(3),
        Manual = row.GetInt64(4),
        ManualFever = row.GetInt64(5),
        ManualNormal = row.GetInt64(6),
        Inward = row.GetInt64(7),
        Outward = row.GetInt64(8),
        InServiceSeconds = row.GetInt64(9),
        AmbientCount = row.GetInt64(10),
        AmbientSumCentiC = row.GetInt64(11),
        AmbientMinCentiC = row.IsDBNull(12) ? null : row.GetInt32(12),
        AmbientMaxCentiC = row.IsDBNull(13) ? null : row.GetInt32(13),
    };
}
