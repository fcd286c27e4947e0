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

    public int Whole(string name, int otherwise) => Parse(
        name, otherwise, "a whole number", text => int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null);

    /// <summary>Also as "0x5A".</summary>
    public int Address(string name, int otherwise) => Parse(name, otherwise, "a number such as 0x5A", text =>
        int.TryParse(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : "-", NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex)
            ? hex
            : int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null);

    public double Number(string name, double otherwise) => Parse(
        name, otherwise, "a number", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null);

    public bool Flag(string name, bool otherwise) => Parse(
        name, otherwise, "true or false", text => bool.TryParse(text, out var value) ? value : null);

    public TEnum Choice<TEnum>(string name, TEnum otherwise)
        where TEnum : struct, Enum => Parse(
            name,
            otherwise,
            $"one of {string.Join(", ", Enum.GetNames<TEnum>())}",
            text => !char.IsAsciiDigit(text.FirstOrDefault()) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) ? value : null);

    /// <summary>A number with its unit: "100ms", "1.5s", "5m", "2h", "7d".</summary>
    public TimeSpan Time(string name, TimeSpan otherwise) =>
        Parse(name, otherwise, "a time such as 100ms, 1.5s, 5m, 2h or 7d", ParseTime);

    /// <summary>A number of bytes, with or without a unit: "65536", "512MiB".</summary>
    public long Bytes(string name, long otherwise) => Parse(name, otherwise, "a size such as 65536 or 512MiB", ParseBytes);

    public void Fault(string name, string problem) => settings.Faults.Add(new OptionFault($"{section}:{name}", problem));

    private static TimeSpan? ParseTime(string text)
    {
        foreach (var (suffix, unit) in TimeUnits)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            var valid = double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
                && Math.Abs(count * unit.TotalDays) < 100_000;
            return valid ? count * unit : null;
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

        return long.TryParse(digits, CultureInfo.InvariantCulture, out var count) && count >= 0 && count <= long.MaxValue / factor
            ? count * factor
            : null;
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
