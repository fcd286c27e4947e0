using System.Globalization;
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

    /// <param name="counts">By the number of the bin.</param>
    /// <exception cref="FormatException">It is no such text.</exception>
    public void AddTo(Span<long> counts)
    {
        var rest = Text.AsSpan();
        for (var more = rest.Length > 0; more;)
        {
            var bin = NumberBefore(':', ref rest, out _) - Lowest;
            var count = NumberBefore(',', ref rest, out more);
            if (bin is < 0 or >= Count || count < 1)
                throw new FormatException($"bins '{Text}'");
            counts[(int)bin] += count;
        }
    }

    /// <param name="more">Whether the sign is there; else the number is all that is left.</param>
    private static long NumberBefore(char sign, ref ReadOnlySpan<char> rest, out bool more)
    {
        var length = rest.IndexOf(sign);
        more = length >= 0;
        var number = long.Parse(more ? rest[..length] : rest, NumberStyles.None, CultureInfo.InvariantCulture);
        rest = more ? rest[(length + 1)..] : [];
        return number;
    }
}
