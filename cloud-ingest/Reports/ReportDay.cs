namespace Checkpoint.CloudIngest.Reports;

/// <summary>A day as it is called where the gates stand: from midnight to midnight, 23 to 25 hours.</summary>
public sealed class ReportDay
{
    public const int HourSeconds = 3600;

    public ReportDay(DateOnly date, TimeZoneInfo zone)
    {
        (Date, Zone) = (date, zone);
        StartSeconds = Moment(date.ToDateTime(TimeOnly.MinValue), zone).ToUnixTimeSeconds();
        EndSeconds = Moment(date.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).ToUnixTimeSeconds();
        HourStarts = [.. Enumerable.Range(0, (int)((EndSeconds - StartSeconds + HourSeconds - 1) / HourSeconds))
            .Select(hour => StartSeconds + (long)hour * HourSeconds)];
    }

    public DateOnly Date { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Seconds since 1970 UTC.</summary>
    public long StartSeconds { get; }

    public long EndSeconds { get; }

    public IReadOnlyList<long> HourStarts { get; }

    public static ReportDay Of(DateTimeOffset moment, TimeZoneInfo zone) =>
        new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime), zone);

    public ReportDay Plus(int days) => new(Date.AddDays(days), Zone);

    /// <summary>In the day's own time zone.</summary>
    public DateTimeOffset At(long seconds) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), Zone);

    public bool Holds(long seconds) => seconds >= StartSeconds && seconds < EndSeconds;

    /// <summary>
    /// When the clocks show this. A time that they skip is when they go on; of one that they show twice the first is meant,
    /// as the gates do for midnight.
    /// </summary>
    public static DateTimeOffset Moment(DateTime local, TimeZoneInfo zone)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(time))
            time = time.AddMinutes(15);
        return new DateTimeOffset(time, zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time));
    }
}
