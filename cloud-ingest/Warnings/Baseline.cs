namespace Checkpoint.CloudIngest.Warnings;

/// <summary>What is usual, by the valid days before a guard band.</summary>
/// <param name="Mean">Fevers a day.</param>
/// <param name="Sigma">Standard deviation with n − 1, or the least that is taken for one.</param>
public readonly record struct Baseline(double Mean, double Sigma)
{
    /// <summary>Days of a baseline.</summary>
    public const int Length = 7;

    /// <summary>Of so many days back the last valid ones are taken, where some are missing.</summary>
    public const int LongestReach = 14;

    /// <summary>With fewer valid days there is no baseline.</summary>
    public const int LeastValid = 5;

    /// <summary>
    /// Standard deviations that a count lies above what is usual. What is exactly usual lies nowhere, also where σ is 0, by which
    /// any other count is infinitely far.
    /// </summary>
    public double Deviation(int fevers) => fevers == Mean ? 0 : (fevers - Mean) / Sigma;

    /// <summary>
    /// Before a day of the series: the last 7 valid days of the 14 before the guard band.
    /// </summary>
    /// <param name="guard">Days between baseline and the day itself, left out since an outbreak may have begun in them.</param>
    /// <returns>Null for insufficient data: the series is shorter than 7 days, or fewer than 5 of the 14 are valid.</returns>
    public static Baseline? Before(IReadOnlyList<DayCount> days, int day, int guard, double minSigma)
    {
        var end = day - guard;
        if (end < Length)
            return null;
        var valid = new List<int>(Length);
        for (var at = end - 1; at >= Math.Max(0, end - LongestReach) && valid.Count < Length; at--)
        {
            if (days[at].Fevers is { } fevers)
                valid.Add(fevers);
        }

        return valid.Count < LeastValid ? null : Of(valid, minSigma);
    }

    private static Baseline Of(List<int> fevers, double minSigma)
    {
        var mean = fevers.Average();
        var squares = fevers.Sum(count => (count - mean) * (count - mean));
        return new Baseline(mean, Math.Max(Math.Sqrt(squares / (fevers.Count - 1)), minSigma));
    }
}
