namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>Days of one gate or area that follow one another.</summary>
/// <param name="first">The first of them.</param>
/// <param name="days">Ascending, none left out; null for a day on which no gate was expected there, or the gate stood elsewhere.</param>
public sealed class AreaSeries(WarningArea area, DateOnly first, IReadOnlyList<AreaDay?> days)
{
    public WarningArea Area { get; } = area;

    /// <summary>Null as in the days, and for a day that is not among them.</summary>
    public AreaDay? On(DateOnly day) => day.DayNumber - first.DayNumber is >= 0 and var at && at < days.Count ? days[at] : null;

    /// <summary>So many days that end with this one; those that are not there as missing.</summary>
    public IReadOnlyList<AreaDay> Before(DateOnly last, int count) =>
        [.. Enumerable.Range(1 - count, count).Select(last.AddDays).Select(day => On(day) ?? AreaDay.Nothing(day))];
}
