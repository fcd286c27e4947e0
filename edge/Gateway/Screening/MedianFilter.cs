namespace Checkpoint.Gateway.Screenings;

/// <summary>Median of three neighbours: takes out a single wrong sample, leaves edges where they are.</summary>
public static class MedianFilter
{
    /// <summary>The two ends have no two neighbours and give no value.</summary>
    public const int Lost = 2;

    public static int[] OfThree(IReadOnlyList<int> samples)
    {
        if (samples.Count <= Lost)
            return [];
        var filtered = new int[samples.Count - Lost];
        for (var i = 0; i < filtered.Length; i++)
            filtered[i] = Median(samples[i], samples[i + 1], samples[i + 2]);
        return filtered;
    }

    private static int Median(int a, int b, int c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
