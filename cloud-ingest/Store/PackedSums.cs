using System.Globalization;
using System.Text;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// A summary's counts, or those of several added up, in one text, as the databases keep them: thirteen numbers and the body
/// temperatures, such as <c>7,1,2,1,0,0,6,2,3600,2,3515,1498,2017;366:6,421:1</c> (normal, fever, retry, manual, manual_fever, manual_normal,
/// inward, outward, in_service_s, ambient_n, and in 0.01 °C the ambient temperatures' sum, least and most, which are empty where there was
/// none; then the bins of <see cref="BodyBins"/>). A year of a district is forty thousand of them, and a database takes many times as
/// long to give out as many columns.
/// </summary>
public readonly record struct PackedSums(string Text)
{
    public static PackedSums Of(Summary summary)
    {
        var (min, max) = summary.AmbientCount > 0 ? ((int?)summary.AmbientMinCentiC, (int?)summary.AmbientMaxCentiC) : (null, null);
        var text = Begin(
            [
                summary.Normal, summary.Fever, summary.Retry, summary.Manual, summary.ManualFever, summary.ManualNormal, summary.Inward, summary.Outward,
                summary.InServiceSeconds, summary.AmbientCount, summary.AmbientSumCentiC,
            ],
            min,
            max);
        BodyBins.Write(summary.Histogram, text);
        return new PackedSums(text.ToString());
    }

    /// <summary>All but the bins, which follow.</summary>
    /// <param name="numbers">Those before the least ambient temperature.</param>
    internal static StringBuilder Begin(ReadOnlySpan<long> numbers, int? ambientMin, int? ambientMax)
    {
        var text = new StringBuilder();
        foreach (var number in numbers)
            text.Append(CultureInfo.InvariantCulture, $"{number},");
        return text.Append(CultureInfo.InvariantCulture, $"{ambientMin},{ambientMax};");
    }
}
