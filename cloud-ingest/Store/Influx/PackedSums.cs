using System.Globalization;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>
/// A summary's counts once more in one field, <c>sums</c>: thirteen numbers and the bins, such as <c>7,1,2,1,0,0,6,2,3600,2,3515,1498,2017;366:6,421:1</c>
/// (normal, fever, retry, manual, manual_fever, manual_normal, inward, outward, in_service_s, ambient_n, and in 0.01 °C the ambient
/// temperatures' sum, least and most, which are empty where there was none). InfluxDB reads fields one by one, so that a year of a
/// hundred columns takes it many times as long as a year of one.
/// </summary>
internal static class PackedSums
{
    public const string Field = "sums";

    private const int Numbers = 13;

    public static string Of(Summary summary)
    {
        var (min, max) = summary.AmbientCount > 0 ? ((int?)summary.AmbientMinCentiC, (int?)summary.AmbientMaxCentiC) : (null, null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Normal},{summary.Fever},{summary.Retry},{summary.Manual},{summary.ManualFever},{summary.ManualNormal},{summary.Inward},{summary.Outward},"
            + $"{summary.InServiceSeconds},{summary.AmbientCount},{summary.AmbientSumCentiC},{min},{max};{BodyBins.Of(summary.Histogram).Text}");
    }

    /// <exception cref="FormatException">It is no such text.</exception>
    public static (SummarySum Sum, BodyBins Bins) Read(string text, string code, long startSeconds)
    {
        var end = text.IndexOf(';', StringComparison.Ordinal);
        Span<Range> at = stackalloc Range[Numbers + 1];
        if (end < 0 || text.AsSpan(0, end).Split(at, ',') != Numbers)
            throw new FormatException($"sums '{text}'");
        var sum = new SummarySum
        {
            StartSeconds = startSeconds,
            Code = code,
            Normal = Number(text, at[0]),
            Fever = Number(text, at[1]),
            Retry = Number(text, at[2]),
            Manual = Number(text, at[3]),
            ManualFever = Number(text, at[4]),
            ManualNormal = Number(text, at[5]),
            Inward = Number(text, at[6]),
            Outward = Number(text, at[7]),
            InServiceSeconds = Number(text, at[8]),
            AmbientCount = Number(text, at[9]),
            AmbientSumCentiC = Number(text, at[10]),
            AmbientMinCentiC = NumberOrNone(text, at[11]),
            AmbientMaxCentiC = NumberOrNone(text, at[12]),
        };
        return (sum, BodyBins.Parse(text[(end + 1)..]));
    }

    private static long Number(string text, Range at) => long.Parse(text.AsSpan(at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static int? NumberOrNone(string text, Range at) => text.AsSpan(at).IsEmpty ? null : checked((int)Number(text, at));
}
