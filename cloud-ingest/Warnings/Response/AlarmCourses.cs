namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Decides what an alarm does. Pure.</summary>
public static class AlarmCourses
{
    /// <summary>Days that the methods sum up which look at several.</summary>
    private const int DaysTogether = BetaBinomial.Several;

    /// <param name="day">That alarms.</param>
    /// <param name="byItself">The day is unusual by itself, not only together with the days before it.</param>
    /// <param name="last">The area's warning that is not closed, else its latest; null when it never had one.</param>
    /// <param name="reach">Days after the last alarm of a closed warning in which another one opens it again.</param>
    public static AlarmCourse Of(DateOnly day, bool byItself, WarningSpan? last, int reach)
    {
        if (last is null)
            return AlarmCourse.Opens;
        if (!last.IsClosed)
            return AlarmCourse.Continues;
        if (day < last.First.AddDays(-reach) || day > last.Last.AddDays(reach))
            return AlarmCourse.Opens;
        return day >= last.Last.AddDays(DaysTogether) || (byItself && day > last.Last) ? AlarmCourse.Reopens : AlarmCourse.BelongsToClosed;
    }
}
