namespace Checkpoint.DeviceSim.World;

/// <summary>People an hour over a day and a week. All numbers are assumptions; no counts of such gates were found.</summary>
public static class ArrivalCurve
{
    private const double ThousandthsOfADay = 1000;

    /// <summary>Thousandths of a day's people in each hour from 0 h.</summary>
    private static readonly int[] ByHour =
        [2, 1, 1, 1, 4, 15, 45, 90, 70, 45, 45, 65, 75, 50, 40, 45, 65, 110, 95, 60, 40, 22, 10, 4];

    /// <summary>From Sunday.</summary>
    private static readonly double[] ByWeekday = [0.75, 1, 1, 1, 1, 1.05, 0.85];

    /// <param name="peopleADay">On an ordinary weekday.</param>
    public static double PeopleAnHour(double peopleADay, DateTimeOffset time)
    {
        var local = time.ToOffset(HarbinWeather.LocalOffset);
        return peopleADay * OfWeekday(local.DayOfWeek) * ByHour[local.Hour] / ThousandthsOfADay;
    }

    /// <summary>People of this day to those of an ordinary weekday.</summary>
    public static double OfWeekday(DayOfWeek day) => ByWeekday[(int)day];
}
