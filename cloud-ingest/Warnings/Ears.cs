namespace Checkpoint.CloudIngest.Warnings;

/// <summary>
/// EARS C1, C2 and C3 as published (Hutwagner et al. 2003, J Urban Health 80, i89–i96). C3 is the sum of what C2 was above
/// 1 on the last three days. R's surveillance package computes another C3 (up to 1.26.0 at least), whose alarm does not
/// depend on the day itself: not to be compared with this one.
/// </summary>
public static class Ears
{
    /// <summary>Days that C2 and C3 leave out between the baseline and the day.</summary>
    public const int Guard = 2;

    private const int DaysOfC3 = 3;

    /// <summary>C1: the day against the seven before it.</summary>
    /// <returns>Null for insufficient data, or where the day itself is missing.</returns>
    public static Finding? C1(IReadOnlyList<DayCount> days, int day, WarningOptions options) => Against(days, day, 0, options);

    /// <summary>C2: the day against the seven before the two before it.</summary>
    /// <returns>As <see cref="C1"/>.</returns>
    public static Finding? C2(IReadOnlyList<DayCount> days, int day, WarningOptions options) => Against(days, day, Guard, options);

    /// <summary>C3: three days of C2 together. A missing day adds nothing; the day itself must be there.</summary>
    /// <returns>Null for insufficient data: no C2 of the day, or of a day before it that is there.</returns>
    public static Finding? C3(IReadOnlyList<DayCount> days, int day, WarningOptions options)
    {
        if (days[day].Fevers is null)
            return null;
        var sum = 0.0;
        for (var at = day; at > day - DaysOfC3; at--)
        {
            if (at < 0)
                return null;
            if (days[at].Fevers is null)
                continue;
            if (C2(days, at, options) is not { } c2)
                return null;
            sum += Math.Max(0, c2.Statistic - 1);
        }

        return new Finding(sum, sum > options.C3Threshold);
    }

    private static Finding? Against(IReadOnlyList<DayCount> days, int day, int guard, WarningOptions options)
    {
        if (days[day].Fevers is not { } fevers || Baseline.Before(days, day, guard, options.MinSigma) is not { } baseline)
            return null;
        var deviation = baseline.Deviation(fevers);
        return new Finding(deviation, deviation > options.EarsThreshold);
    }
}
