using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// Body temperatures counted by bins of 0.1 °C, as the databases keep them beside a summary's counts:
/// <c>364:5,366:12</c>. A bin is called by its lower edge in 0.1 °C; 339 is what lies under 34.0 °C, 421 what lies over.
/// Each bin once, ascending, none of zero.
/// </summary>
public readonly record struct BodyBins
{
    /// <summary>As many as <see cref="BodyHistogram"/> has, numbered as there.</summary>
    public const int Count = BodyHistogram.Over + 1;

    private const int Lowest = 339;

    /// <summary>Of any number that a long holds.</summary>
    private const int MostDigits = 18;

    private readonly string? _text;

    private BodyBins(string text) => _text = text.Length > 0 ? text : null;

    public string Text => _text ?? "";

    public static BodyBins Of(BodyHistogram histogram)
    {
        if (histogram.Filled.IsEmpty)
            return default;
        Span<long> counts = stackalloc long[Count];
        foreach (var (bin, count) in histogram.Filled)
            counts[bin] = count;
        return Of(counts);
    }

    /// <param name="counts">By the number of the bin.</param>
    public static BodyBins Of(ReadOnlySpan<long> counts)
    {
        var text = new StringBuilder();
        for (var bin = 0; bin < Count; bin++)
        {
            if (counts[bin] > 0)
                text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{bin + Lowest}:{counts[bin]}");
        }

        return new BodyBins(text.ToString());
    }

    /// <exception cref="FormatException">It is no such text.</exception>
    public static BodyBins Parse(string text)
    {
        Span<long> counts = stackalloc long[Count];
        var bins = new BodyBins(text);
        bins.AddTo(counts);
        return bins;
    }

    public BodyBins Plus(BodyBins other)
    {
        if (Text.Length == 0 || other.Text.Length == 0)
            return Text.Length == 0 ? other : this;
        Span<long> counts = stackalloc long[Count];
        AddTo(counts);
        other.AddTo(counts);
        return Of(counts);
    }

    /// <summary>A year of a district is millions of numbers, and somebody waits for the first of such questions: compiled well at once.</summary>
    /// <param name="counts">By the number of the bin.</param>
    /// <exception cref="FormatException">It is no such text.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(Span<long> counts)
    {
        var text = Text.AsSpan();
        for (var at = 0; at < text.Length; at++)
        {
            var bin = NumberBefore(':', text, ref at) - Lowest;
            at++;
            var count = NumberBefore(',', text, ref at);
            if (bin is < 0 or >= Count || count < 1 || at == text.Length - 1)
                throw new FormatException($"bins '{Text}'");
            counts[(int)bin] += count;
        }
    }

    /// <param name="at">Where the number begins; then where the sign is, or the end of the text: what comes last needs no sign.</param>
    /// <returns>-1 for no number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long NumberBefore(char sign, ReadOnlySpan<char> text, ref int at)
    {
        var (number, first) = (0L, at);
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            number = (number * 10) + (text[at] - '0');
        return at > first && at - first <= MostDigits && (at == text.Length ? sign == ',' : text[at] == sign) ? number : -1;
    }
}
