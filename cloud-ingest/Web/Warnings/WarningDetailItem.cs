using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Web.Warnings;

/// <summary>A warning with all its days and its chart.</summary>
public sealed record WarningDetailItem : WarningItem
{
    private WarningDetailItem(WarningItem item)
        : base(item)
    {
    }

    /// <summary>Each day that alarmed, the earliest first.</summary>
    public required IReadOnlyList<EvaluationItem> Alarms { get; init; }

    public required WarningChartItem Chart { get; init; }

    /// <summary>Warnings not closed of what the area lies in, and of what lies in it.</summary>
    public required IReadOnlyList<WarningItem> Related { get; init; }

    /// <param name="alpha">Of the tests of shares.</param>
    public static WarningDetailItem Of(WarningDetail detail, double alpha)
    {
        var alarms = detail.Alarms.Where(alarm => alarm.Stands).Select(alarm => alarm.Day).ToHashSet();
        return new WarningDetailItem(WarningItem.Of(detail.Warning, alpha))
        {
            Alarms = [.. detail.Alarms.Select(alarm => EvaluationItem.Of(alarm, alpha))],
            Chart = new WarningChartItem([.. detail.Chart.Select(day => new ChartDayItem(
                day.Day, day.State, day.Fevers, day.Persons, day.Expected, day.Upper, alarms.Contains(day.Day)))]),
            Related = [.. detail.Related.Select(warning => WarningItem.Of(warning, alpha))],
        };
    }
}

/// <param name="Days">One after the other, none left out, the earliest first; drawn until the warning was closed.</param>
public sealed record WarningChartItem(IReadOnlyList<ChartDayItem> Days);

/// <param name="Fevers">Null where the day is missing: a gap, not zero.</param>
/// <param name="Expected">Usual among that day's persons, by the days before it; null where those are too few.</param>
/// <param name="Upper">The most that would not be called unlikely on one day.</param>
public sealed record ChartDayItem(DateOnly Day, AreaDayState State, int? Fevers, int? Persons, double? Expected, int? Upper, bool Alarm);
