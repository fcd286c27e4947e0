namespace Checkpoint.CloudIngest.Warnings;

/// <summary>
/// Page's cumulative sum: what each day was above the mean by more than a reference, added up; it sees a small rise that
/// lasts. Mean and σ are those of C2, so that days just past do not hide what they begin.
/// </summary>
public static class Cusum
{
    /// <summary>
    /// The sum day by day; null where a day is missing or its baseline insufficient. A missing day leaves the sum as it is;
    /// an alarm begins it anew.
    /// </summary>
    public static IReadOnlyList<Finding?> Over(IReadOnlyList<DayCount> days, WarningOptions options)
    {
        var findings = new Finding?[days.Count];
        var sum = 0.0;
        for (var day = 0; day < days.Count; day++)
        {
            if (days[day].Fevers is not { } fevers
                || Baseline.Before(days, day, Ears.Guard, options.MinSigma) is not { } baseline)
            {
                continue;
            }

            sum = Math.Max(0, sum + baseline.Deviation(fevers) - options.CusumReference);
            var isAlarm = sum > options.CusumDecision;
            findings[day] = new Finding(sum, isAlarm);
            if (isAlarm)
                sum = 0;
        }

        return findings;
    }
}
