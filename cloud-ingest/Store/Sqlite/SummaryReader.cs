using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Store.Sqlite;

/// <summary>Questions to <see cref="SummaryTable"/>: for each stream, what lies between two times is found by the primary key.</summary>
internal sealed class SummaryReader(SqliteReader reader)
{
    public List<SummarySum> Sum(SummaryQuery query)
    {
        var totals = new Dictionary<(string Code, long StartSeconds), SummarySum>();
        EachStream(query.Span, [new SummaryPart(query.FromSeconds, query.ToSeconds, [.. query.Bounds])], (_, told) =>
        {
            var sum = new SumTotals().Add(told).Of(told.Place.CodeAt(query.Level, told.Gate), told.StartSeconds);
            var key = (sum.Code, sum.StartSeconds);
            totals[key] = totals.TryGetValue(key, out var other) ? other.Plus(sum) : sum;
        });
        return [.. totals.Values];
    }

    public IReadOnlyList<StreamSum> SumStreams(SummarySpan span, IReadOnlyList<SummaryPart> parts)
    {
        var sums = new Dictionary<(long, long, long), StreamSum>();
        EachStream(span, parts, (key, sum) => sums[key] = sum);
        return [.. sums.Values];
    }

    public static RecordSource ReadSource(SqliteDataReader row, int first) => new(GateId.Parse(row.GetString(first)), SqliteReader.StreamOf(row.GetString(first + 1)));

    /// <param name="take">Is told a number of stream, place and span with it; what lies in several parts comes several times.</param>
    private void EachStream(SummarySpan span, IReadOnlyList<SummaryPart> parts, Action<(long Source, long Place, long Start), StreamSum> take)
    {
        var sources = reader.List("SELECT id, gate, stream FROM source", row => (Id: row.GetInt64(0), Source: ReadSource(row, 1)))
            .ToDictionary(source => source.Id, source => source.Source);
        var places = reader.List("SELECT id, district, street, community FROM place", row => (Id: row.GetInt64(0), Place: ReadPlace(row)))
            .ToDictionary(place => place.Id, place => place.Place);
        foreach (var part in parts)
        {
            reader.Each(
                $"""
                SELECT source.id, place.id, start_seconds, sums
                FROM source CROSS JOIN summary_sum ON summary_sum.source = source.id AND span = $0 AND start_seconds >= $1 AND start_seconds < $2
                    JOIN place ON place.id = summary_sum.place
                {(part.Stream is null ? "" : " AND stream = $3")}{Within(part.Bounds, 4)}
                """,
                row =>
                {
                    // Streams and places that came in since they were asked for are left to the next question.
                    var key = (Source: row.GetInt64(0), Place: row.GetInt64(1), Start: row.GetInt64(2));
                    if (sources.TryGetValue(key.Source, out var source) && places.TryGetValue(key.Place, out var place))
                        take(key, new StreamSum(source.Gate, source.Stream, place, key.Start, new PackedSums(row.GetString(3))));
                },
                [WireName.Of(span), part.FromSeconds, part.ToSeconds, part.Stream?.ToString() ?? "", .. part.Bounds.Select(place => place.Code)]);
        }
    }

    /// <param name="first">Number of the first parameter.</param>
    private static string Within(IEnumerable<PlaceCode> bounds, int first) =>
        string.Concat(bounds.Select((place, i) => $" AND {WireName.Of(place.Level)} = ${first + i}"));

    private static Place ReadPlace(SqliteDataReader row) => new(row.GetString(1), row.GetString(2), row.GetString(3));
}
