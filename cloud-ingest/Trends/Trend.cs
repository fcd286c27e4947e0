using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Sums of summaries laid out over a period, the silent hours and days among them. Pure.</summary>
public static class Trend
{
    /// <summary>Points in one answer.</summary>
    public const int MaxPoints = 100_000;

    /// <param name="expected">Codes that get a series even if nothing came from them, with their names.</param>
    public static IReadOnlyList<TrendSeries> Lay(
        TrendPeriod period, IReadOnlyList<SummarySum> sums, IReadOnlyDictionary<string, LocalName> expected, TimeZoneInfo zone)
    {
        var known = sums.ToDictionary(sum => (sum.Code, sum.StartSeconds));
        return
        [
            .. expected.Keys.Union(sums.Select(sum => sum.Code)).Order(StringComparer.Ordinal).Select(code => new TrendSeries(
                code,
                expected.GetValueOrDefault(code),
                [
                    .. period.Starts.Union(sums.Where(sum => sum.Code == code).Select(sum => sum.StartSeconds)).Order()
                        .Select(start => PointOf(start, known.GetValueOrDefault((code, start)), zone)),
                ])),
        ];
    }

    private static TrendPoint PointOf(long startSeconds, SummarySum? sum, TimeZoneInfo zone)
    {
        var start = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(startSeconds), zone);
        return sum is null
            ? new TrendPoint(start, TrendState.Silent, null, null, null, null, null, null, null, null, null, null, null, null, null)
            : new TrendPoint(
                start,
                TrendState.Reported,
                sum.Normal + sum.Fever + sum.Manual,
                sum.Normal,
                sum.Fever,
                sum.Retry,
                sum.Manual,
                sum.ManualFever,
                sum.ManualNormal,
                sum.Inward,
                sum.Outward,
                sum.InServiceSeconds,
                sum.AmbientCount > 0 ? Math.Round(sum.AmbientSumCentiC / 100.0 / sum.AmbientCount, 2) : null,
                sum.AmbientMinCentiC / 100.0,
                sum.AmbientMaxCentiC / 100.0);
    }
}
