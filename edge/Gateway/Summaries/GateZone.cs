using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Summaries;

/// <summary>Hours and days as they are called where the gate stands.</summary>
public sealed class GateZone(TimeZoneInfo zone)
{
    /// <summary>An IANA name ("Asia/Shanghai", needs the system's tzdata) or a fixed offset ("+08:00", "UTC").</summary>
    public static bool TryParse(string text, out GateZone zone)
    {
        var found = text == "UTC" ? TimeZoneInfo.Utc : ParseOffset(text);
        if (found is null)
            TimeZoneInfo.TryFindSystemTimeZoneById(text, out found);
        zone = new GateZone(found ?? TimeZoneInfo.Utc);
        return found is not null;
    }

    /// <summary>Start of the hour or day that holds this moment; both in seconds since 1970 UTC.</summary>
    public long StartOf(SummarySpan span, long seconds)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), zone);
        return span == SummarySpan.Hour
            ? seconds - local.Minute * 60 - local.Second
            : Midnight(local.Date);
    }

    /// <summary>First second after the span that begins there; days with a change of clocks have 23 or 25 hours.</summary>
    public long EndOf(SummarySpan span, long startSeconds)
    {
        if (span == SummarySpan.Hour)
            return startSeconds + 3600;
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(startSeconds), zone);
        return Midnight(local.Date.AddDays(1));
    }

    /// <summary>Where clocks skip midnight, the day begins when they go on; where they repeat it, at the first.</summary>
    private long Midnight(DateTime date)
    {
        while (zone.IsInvalidTime(date))
            date = date.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(date) ? zone.GetAmbiguousTimeOffsets(date).Max() : zone.GetUtcOffset(date);
        return new DateTimeOffset(date, offset).ToUnixTimeSeconds();
    }

    private static TimeZoneInfo? ParseOffset(string text)
    {
        if (text.Length != 6 || text[0] is not ('+' or '-') || !TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", null, out var size)
            || size > TimeSpan.FromHours(14))
        {
            return null;
        }

        return TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -size : size, text, text);
    }
}
