using System.Globalization;
using System.Text;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// Body temperatures counted by bins of 0.1 °C, as the databases keep them beside a summary's counts:
/// <c>364:5,366:12</c>. A bin is called by its lower edge in 0.1 °C; 339 is what lies under 34.0 °C, 421 what lies over.
/// Each bin once, ascending, none of zero.
/// </summary>
public static class BodyBins
{
    /// <summary>As many as <see cref="BodyHistogram"/> has, numbered as there.</summary>
    public const int Count = BodyHistogram.Over + 1;

    /// <summary>What the first is called.</summary>
    private const int Lowest = 339;

    public static void Write(BodyHistogram histogram, StringBuilder text)
    {
        foreach (var (bin, count) in histogram.Filled)
            Write(bin, count, text);
    }

    /// <param name="counts">By the number of the bin.</param>
    public static void Write(ReadOnlySpan<long> counts, StringBuilder text)
    {
        for (var bin = 0; bin < Count; bin++)
        {
            if (counts[bin] > 0)
                Write(bin, counts[bin], text);
        }
    }

    /// <param name="counts">By the number of the bin.</param>
    /// <returns>False: it is no such text, and anything may have been added.</returns>
    internal static bool TryAdd(ref SumsText text, Span<long> counts)
    {
        while (!text.IsAtEnd)
        {
            if (!text.TryNumber(':', out var bin) || !text.TryNumber(',', out var count) || bin is < Lowest or >= Lowest + Count || count < 1)
                return false;
            counts[(int)bin - Lowest] += count;
        }

        return !text.EndsWith(',');
    }

    private static void Write(int bin, long count, StringBuilder text) =>
        text.Append(text.Length == 0 || text[^1] == ';' ? "" : ",").Append(CultureInfo.InvariantCulture, $"{bin + Lowest}:{count}");
}
