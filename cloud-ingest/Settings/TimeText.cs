using System.Globalization;

namespace Checkpoint.CloudIngest.Settings;

/// <summary>
/// Times as people write them: a day such as 2026-01-31, or a day and a time such as 2026-01-31T08:00:00+08:00 (ISO 8601); UTC where no
/// offset is told. What else .NET takes for a time (02/03/2026, 08:00) could be meant in two ways.
/// </summary>
internal static class TimeText
{
    private const int DayLength = 10;

    /// <summary>Of a time with seven decimals and an offset, and some more.</summary>
    private const int MostCharacters = 40;

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is { Length: >= DayLength and <= MostCharacters }
            && DateOnly.TryParseExact(text.AsSpan(0, DayLength), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (text.Length == DayLength || text[DayLength] is 'T' or ' ')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
