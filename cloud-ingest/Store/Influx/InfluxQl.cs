using System.Text.RegularExpressions;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>The texts of queries, with names and values quoted.</summary>
internal static class InfluxQl
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Statements sent at once.</summary>
    public const int MaxStatements = 200;

    /// <summary>The field with a summary's <see cref="Store.PackedSums"/>.</summary>
    public const string Sums = "sums";

    private static readonly string[] Summed =
    [
        "normal", "fever", "retry", "manual", "manual_fever", "manual_normal", "inward", "outward", "in_service_s", "ambient_n",
        "ambient_sum_c",
    ];

    public static string Name(string name) => $"\"{name.Replace(@"\", @"\\").Replace("\"", "\\\"")}\"";

    public static string Is(string tag, string value) => $"\"{tag}\" = '{value.Replace(@"\", @"\\").Replace("'", @"\'")}'";

    /// <summary>As in "168h0m0s".</summary>
    /// <returns>Null for "0s", which is for ever, and for what is no duration.</returns>
    public static TimeSpan? Duration(string? text)
    {
        var match = Regex.Match(text ?? "", "^(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$");
        long Part(int group) => long.TryParse(match.Groups[group].ValueSpan, out var part) ? part : 0;
        var seconds = Part(1) * 3600 + Part(2) * 60 + Part(3);
        return match.Success && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>
    /// Days are grouped by the hour they start in, not by time(1d): they follow the gates' time zone, and two of its days
    /// can start in one day of UTC when the clocks change.
    /// </summary>
    public static string SumSummaries(SummaryQuery query)
    {
        var tag = WireName.Of(query.Level);
        var sums = string.Join(", ", Summed.Select(field => $"sum(\"{field}\") AS \"{field}\""));
        var within = string.Concat(query.Bounds.Select(place => $" AND {Is(WireName.Of(place.Level), place.Code)}"));
        return $"SELECT {sums}, min(\"start_s\") AS \"start_s\", min(\"ambient_min_c\") AS \"ambient_min_c\","
            + $" max(\"ambient_max_c\") AS \"ambient_max_c\" FROM \"{Measurements.Summary}\""
            + $" WHERE {Is("span", WireName.Of(query.Span))} AND time >= {query.FromSeconds * NanosecondsPerSecond}"
            + $" AND time < {query.ToSeconds * NanosecondsPerSecond}{within} GROUP BY time(1h), \"{tag}\" fill(none)";
    }

    public static string PackedSums(SummarySpan span, SummaryPart part) =>
        $"SELECT \"start_s\", \"{Sums}\" FROM \"{Measurements.Summary}\""
            + $" WHERE {Of(span, part)} AND time >= {part.FromSeconds * NanosecondsPerSecond} AND time < {part.ToSeconds * NanosecondsPerSecond}"
            + " GROUP BY \"gate\", \"stream\", \"district\", \"street\", \"community\"";

    /// <param name="fromNs">Storage time of the first.</param>
    /// <param name="toNs">Of the last.</param>
    public static string WholeSummaries(SummarySpan span, SummaryPart part, long fromNs, long toNs) =>
        $"SELECT * FROM \"{Measurements.Summary}\" WHERE {Of(span, part)} AND time >= {fromNs} AND time <= {toNs}";

    private static string Of(SummarySpan span, SummaryPart part) => Is("span", WireName.Of(span))
        + string.Concat(part.Bounds.Select(place => $" AND {Is(WireName.Of(place.Level), place.Code)}"))
        + (part.Stream is { } stream ? $" AND {Is("stream", stream.ToString())}" : "");
}
