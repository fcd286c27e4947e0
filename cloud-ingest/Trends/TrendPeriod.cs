using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Hours or days, by their starts.</summary>
/// <param name="Starts">Seconds since 1970 UTC, ascending.</param>
/// <param name="EndSeconds">End of the last.</param>
public sealed record TrendPeriod(SummarySpan Span, IReadOnlyList<long> Starts, long EndSeconds)
{
    /// <summary>Six weeks of hours, or nearly three years of days.</summary>
    public const int MaxSpans = 1_000;

    /// <summary>
    /// Every whole hour of the clock, or every day of the time zone, that overlaps the time from
    /// <paramref name="from"/> to <paramref name="to"/>.
    /// </summary>
    public static TrendPeriod Of(SummarySpan span, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var starts = new List<long>();
        var start = StartOf(span, from, zone);
        for (; start < to && starts.Count <= MaxSpans; start = Next(span, start, zone))
            starts.Add(start.ToUnixTimeSeconds());
        return new TrendPeriod(span, starts, start.ToUnixTimeSeconds());
    }

    private static DateTimeOffset StartOf(SummarySpan span, DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return span == SummarySpan.Hour
            ? local.AddTicks(-(local.DateTime.Ticks % TimeSpan.TicksPerHour))
            : Midnight(local.Date, zone);
    }

    private static DateTimeOffset Next(SummarySpan span, DateTimeOffset start, TimeZoneInfo zone) => span == SummarySpan.Hour
        ? start.AddHours(1)
        : Midnight(TimeZoneInfo.ConvertTime(start, zone).Date.AddDays(1), zone);

    /// <summary>The day's first moment; where the clocks skip midnight, the first hour there is.</summary>
    private static DateTimeOffset Midnight(DateTime date, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(date, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
