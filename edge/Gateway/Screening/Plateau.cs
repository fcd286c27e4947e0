namespace Checkpoint.Gateway.Screenings;

/// <summary>The stretch in which a forehead filled the sensor's view.</summary>
/// <param name="MeanCentiC">0.01 °C.</param>
/// <param name="Count">Samples in it.</param>
public readonly record struct Plateau(int MeanCentiC, int Count)
{
    /// <summary>
    /// The warmest window of at least <paramref name="leastCount"/> neighbours within <paramref name="spanCentiC"/>, null
    /// if there is none. Each window is made as long as it goes before windows are compared: the warmest few of a long
    /// plateau would be its noise, not its height.
    /// </summary>
    public static Plateau? Find(ReadOnlySpan<int> samples, int leastCount, int spanCentiC)
    {
        Plateau? warmest = null;
        var end = 0;
        for (var start = 0; start + leastCount <= samples.Length; start++)
        {
            var window = Longest(samples[start..], spanCentiC);
            var isTailOfTheOneBefore = start + window.Length == end;
            end = start + window.Length;
            if (window.Length < leastCount || isTailOfTheOneBefore)
                continue;
            var found = new Plateau(Mean(window), window.Length);
            if (warmest is null || found.MeanCentiC > warmest.Value.MeanCentiC)
                warmest = found;
        }

        return warmest;
    }

    private static ReadOnlySpan<int> Longest(ReadOnlySpan<int> samples, int spanCentiC)
    {
        int least = samples[0], most = samples[0], count = 1;
        for (; count < samples.Length; count++)
        {
            least = Math.Min(least, samples[count]);
            most = Math.Max(most, samples[count]);
            if (most - least > spanCentiC)
                break;
        }

        return samples[..count];
    }

    private static int Mean(ReadOnlySpan<int> samples)
    {
        var sum = 0L;
        foreach (var sample in samples)
            sum += sample;
        return (int)Math.Round((double)sum / samples.Length, MidpointRounding.AwayFromZero);
    }
}
