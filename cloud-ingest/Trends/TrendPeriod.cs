using Checkpoint.CloudIngest.Reports;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>Hours, days or weeks that follow one another, by their starts.</summary>
/// <param name="Starts">Seconds since 1970 UTC, ascending.</param>
/// <param name="EndSeconds">End of the last.</param>
public sealed record TrendPeriod(TrendStep Step, IReadOnlyList<long> Starts, long EndSeconds, TimeZoneInfo Zone)
{
    /// <summary>Six weeks of hours, or nearly three years of days.</summary>
    public const int MaxParts = 1_000;

    private const int DaysOfWeek = 7;

    /// <summary>More than there may be, if so.</summary>
    public bool IsTooLong => Starts.Count > MostOf(Step);

    /// <summary>
    /// Every whole hour of the clock, or every day or week of the time zone, that overlaps the time from
    /// <paramref name="from"/> to <paramref name="to"/>; of too many some more than there may be.
    /// </summary>
    public static TrendPeriod Of(TrendStep step, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var starts = new List<long>();
        var start = StartOf(step, from, zone);
        for (; start < to && starts.Count <= MostOf(step); start = Next(step, start, zone))
            starts.Add(start.ToUnixTimeSeconds());
        return new TrendPeriod(step, starts, start.ToUnixTimeSeconds(), zone);
    }

    public static int MostOf(TrendStep step) => step == TrendStep.Week ? MaxParts / DaysOfWeek : MaxParts;

    /// <summary>The hours or days of which something is told: those of a week, else this itself.</summary>
    public TrendPeriod Parts() => Step == TrendStep.Week ? Of(TrendStep.Day, At(Starts[0]), At(EndSeconds), Zone) : this;

    /// <summary>The same in periods of at most so many.</summary>
    public IEnumerable<TrendPeriod> InChunks(int most)
    {
        for (var first = 0; first < Starts.Count; first += most)
            yield return this with { Starts = [.. Starts.Skip(first).Take(most)], EndSeconds = EndOf(Math.Min(first + most, Starts.Count) - 1) };
    }

    public long EndOf(int index) => index + 1 < Starts.Count ? Starts[index + 1] : EndSeconds;

    /// <summary>Which of them holds this moment; -1 for none.</summary>
    public int IndexOf(long seconds)
    {
        if (seconds >= EndSeconds)
            return -1;
        var (low, high) = (0, Starts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Starts[middle] <= seconds)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    public DateTimeOffset At(long seconds) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), Zone);

    private static DateTimeOffset StartOf(TrendStep step, DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return step switch
        {
            TrendStep.Hour => local.AddTicks(-(local.DateTime.Ticks % TimeSpan.TicksPerHour)),
            TrendStep.Day => ReportDay.Moment(local.Date, zone),
            _ => ReportDay.Moment(local.Date.AddDays(-(((int)local.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek)), zone),
        };
    }

    private static DateTimeOffset Next(TrendStep step, DateTimeOffset start, TimeZoneInfo zone) => step == TrendStep.Hour
        ? start.AddHours(1)
        : ReportDay.Moment(TimeZoneInfo.ConvertTime(start, zone).Date.AddDays(step == TrendStep.Day ? 1 : DaysOfWeek), zone);
}
