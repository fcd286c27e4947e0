namespace Checkpoint.Benchmarks.Reporting;

internal static class Statistics
{
    /// <summary>By linear interpolation between the two nearest ranks.</summary>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
