using System.Globalization;

namespace Checkpoint.Gateway.Configuration;

/// <summary>Reads one section's settings as what they are to be; a value that is not becomes a fault, and the default.</summary>
internal sealed class SectionReader(SettingMap settings, string section)
{
    /// <summary>Longest first, so that "ms" is not taken for "s".</summary>
    private static readonly (string Suffix, TimeSpan Unit)[] TimeUnits =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Well within what a TimeSpan holds.</summary>
    private const int MostDays = 100_000;

    private static readonly (string Suffix, long Unit)[] ByteUnits =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30)];

    public SectionReader Sub(string name) => new(settings, $"{section}:{name}");

    public string Required(string name)
    {
        if (Find(name) is { Length: > 0 } text)
            return text;
        Fault(name, "is missing");
        return "";
    }

    public string? Optional(string name) => Find(name) is { Length: > 0 } text ? text : null;

    public string Text(string name, string otherwise) => Find(name) ?? otherwise;

    public int Whole(string name, int otherwise) => Parse(name, otherwise, "a whole number", ParseWhole);

    /// <summary>Also as "0x5A".</summary>
    public int Address(string name, int otherwise) => Parse(name, otherwise, "a number such as 0x5A", ParseAddress);

    public double Number(string name, double otherwise) => Parse(name, otherwise, "a number", ParseNumber);

    public bool Flag(string name, bool otherwise) => Parse(
        name, otherwise, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    public TEnum Choice<TEnum>(string name, TEnum otherwise)
        where TEnum : struct, Enum => Parse(
            name,
            otherwise,
            $"one of {string.Join(", ", Enum.GetNames<TEnum>())}",
            ParseName<TEnum>);

    /// <summary>A number with its unit: "100ms", "1.5s", "5m", "2h", "7d".</summary>
    public TimeSpan Time(string name, TimeSpan otherwise) =>
        Parse(name, otherwise, "a time such as 100ms, 1.5s, 5m, 2h or 7d", ParseTime);

    /// <summary>A number of bytes, with or without a unit: "65536", "512MiB".</summary>
    public long Bytes(string name, long otherwise) => Parse(name, otherwise, "a size such as 65536 or 512MiB", ParseBytes);

    public void Fault(string name, string problem) => settings.Faults.Add(new OptionFault($"{section}:{name}", problem));

    private static int? ParseWhole(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? ParseAddress(string text)
    {
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ParseWhole(text);
        var valid = int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        return valid ? value : null;
    }

    private static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>By name alone: a member's number says nothing to a reader.</summary>
    private static TEnum? ParseName<TEnum>(string text)
        where TEnum : struct, Enum =>
        text.All(char.IsAsciiLetter) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) ? value : null;

    private static TimeSpan? ParseTime(string text)
    {
        foreach (var (suffix, unit) in TimeUnits)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            return ParseNumber(text[..^suffix.Length]) is { } count && Math.Abs(count * unit.TotalDays) < MostDays
                ? count * unit
                : null;
        }

        return null;
    }

    private static long? ParseBytes(string text)
    {
        var (digits, factor) = (text, 1L);
        foreach (var (suffix, unit) in ByteUnits)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
                (digits, factor) = (text[..^suffix.Length], unit);
        }

        var valid = long.TryParse(digits, CultureInfo.InvariantCulture, out var count) && count >= 0;
        return valid && count <= long.MaxValue / factor ? count * factor : null;
    }

    private T Parse<T>(string name, T otherwise, string what, Func<string, T?> parse)
        where T : struct
    {
        if (Find(name) is not { } text)
            return otherwise;
        if (parse(text) is { } value)
            return value;
        Fault(name, $"'{text}' is not {what}");
        return otherwise;
    }

    private string? Find(string name) => settings.Find($"{section}:{name}");
}
