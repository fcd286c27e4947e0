using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>
/// Screenings of many gates in their order. The database orders by time alone: of those of one nanosecond a limit may cut off any.
/// So one more is asked for than is wanted, and the last nanosecond, if it is needed, by itself.
/// </summary>
internal static class InfluxScreenings
{
    public static async Task<IReadOnlyList<StoredRecord>> ReadAsync(InfluxClient client, ScreeningQuery query, CancellationToken cancellation)
    {
        var (select, order) = ($"SELECT * FROM \"{Measurements.Screening}\" WHERE {Filter(query)}", query.NewestFirst ? "DESC" : "ASC");
        var (from, to) = Begin(query);
        var found = new List<StoredRecord>();
        for (var isMore = true; isMore && found.Count < query.Limit;)
        {
            var asked = query.Limit - found.Count + 1;
            var rows = await InfluxRecords.ReadAsync(
                client, $"{select}time >= {from} AND time < {to} ORDER BY time {order} LIMIT {asked}", cancellation);
            isMore = rows.Count == asked;
            if (!isMore)
            {
                found.AddRange(rows.Where(IsAhead));
                break;
            }

            var last = StorageTime.Of(rows[^1].Record);
            found.AddRange(rows.Where(row => StorageTime.Of(row.Record) != last && IsAhead(row)));
            if (found.Count < query.Limit)
                found.AddRange((await InfluxRecords.ReadAsync(client, $"{select}time = {last}", cancellation)).Where(IsAhead));
            (from, to) = query.NewestFirst ? (from, last) : (last + 1, to);
        }

        return [.. found.OrderBy(ScreeningKey.Of, query.Order).Take(query.Limit)];

        bool IsAhead(StoredRecord row) => query.IsAhead(ScreeningKey.Of(row));
    }

    private static (long From, long To) Begin(ScreeningQuery query) => (query.After, query.NewestFirst) switch
    {
        (null, _) => (query.FromNs, query.ToNs),
        ({ } after, true) => (query.FromNs, Math.Min(query.ToNs, after.TimeNs + 1)),
        ({ } after, false) => (Math.Max(query.FromNs, after.TimeNs), query.ToNs),
    };

    /// <summary>Ends in AND, or is empty.</summary>
    private static string Filter(ScreeningQuery query)
    {
        var conditions = query.Bounds.Select(place => InfluxQl.Is(WireName.Of(place.Level), place.Code)).ToList();
        if (query.Outcome is { } outcome)
            conditions.Add(InfluxQl.Is("outcome", WireName.Of(outcome)));
        if (query.Quality is { } quality)
            conditions.Add(InfluxQl.Is("quality", WireName.Of(quality)));
        if (query.Reason is { } reason)
            conditions.Add(InfluxQl.Is("reason", WireName.Of(reason)));
        if (query.Maintenance is { } maintenance)
            conditions.Add($"\"maintenance\" = {(maintenance ? "true" : "false")}");
        return string.Concat(conditions.Select(condition => $"{condition} AND "));
    }
}
