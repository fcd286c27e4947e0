using System.CommandLine.Parsing;
using System.Globalization;

namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Durations as people type them: 60s, 5m, 1h, 30d; a bare number is seconds.</summary>
public static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static TimeSpan? TryParse(string text) => TryParse(text, Longest);

    /// <summary>Null for what is none, is not positive or is longer.</summary>
    public static TimeSpan? TryParse(string text, TimeSpan longest)
    {
        var unit = text.Length == 0 ? '?' : text[^1];
        double? seconds = unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => char.IsAsciiDigit(unit) ? 1 : null,
        };
        var number = char.IsAsciiDigit(unit) ? text : text[..Math.Max(0, text.Length - 1)];
        if (seconds is null
            || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value <= 0
            || value * seconds > longest.TotalSeconds)
        {
            return null;
        }

        return TimeSpan.FromSeconds(value * seconds.Value);
    }

    /// <summary>For an option of a command line.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var duration = TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : "");
        if (duration is null)
            result.AddError($"'{string.Join(' ', result.Tokens)}' is not a duration such as 60s, 5m or 1h (at most 30 days)");
        return duration;
    }
}
