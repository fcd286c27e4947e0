using System.Collections.Immutable;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>
/// A year of a district in which nothing goes round. What an alarm does to warnings is the service's to say, if people close
/// each on the day it was opened.
/// </summary>
internal static class QuietYear
{
    private const int Days = 365;

    private static readonly int ReopenDays = new WarningPlan().ReopenDays;

    public static QuietTally Run(Town town, FeverRates rates, IReadOnlyList<WatchRule> rules, int seed)
    {
        var days = new FeverWorld(town, rates, seed).Days(0, Evaluator.DaysBefore + Days);
        var series = DistrictSeries.Of(town.District, town.Registry, days);
        var warnings = new Dictionary<(WatchRule Rule, WarningArea Area), WarningSpan>();
        var opened = new Dictionary<Track, int>();
        foreach (var day in days.Skip(Evaluator.DaysBefore).Select(one => one.Day.Date))
        {
            foreach (var (rule, area, byItself) in Watch.Alarms(rules, series, day))
            {
                if (Follow(warnings, (rule, area), day, byItself))
                    opened[new Track(rule, area.Level)] = opened.GetValueOrDefault(new Track(rule, area.Level)) + 1;
            }
        }

        return new QuietTally(1, opened.ToImmutableDictionary());
    }

    /// <returns>True when a warning was opened.</returns>
    private static bool Follow(
        Dictionary<(WatchRule, WarningArea), WarningSpan> warnings, (WatchRule, WarningArea) of, DateOnly day, bool byItself)
    {
        var last = warnings.GetValueOrDefault(of);
        var course = AlarmCourses.Of(day, byItself, last, ReopenDays);
        if (course == AlarmCourse.Opens)
            warnings[of] = new WarningSpan(0, IsClosed: true, day, day);
        else if (course == AlarmCourse.Reopens)
            warnings[of] = last! with { Last = day };
        return course == AlarmCourse.Opens;
    }
}
