namespace Checkpoint.CloudIngest.Warnings;

/// <summary>Benjamini and Hochberg (1995): of many tests at once, which to believe if so large a share of them may be false.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// For each probability the smallest rate of false ones among those believed at which it is believed itself: all whose
    /// value is at most the rate wanted are to be believed.
    /// </summary>
    /// <param name="probabilities">One a test, 0 to 1.</param>
    /// <returns>In the same order; 0 to 1.</returns>
    public static double[] Rates(IReadOnlyList<double> probabilities)
    {
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(test => probabilities[test]).ToArray();
        var rates = new double[order.Length];
        var least = 1.0;
        for (var rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, probabilities[order[rank - 1]] * order.Length / rank);
            rates[order[rank - 1]] = least;
        }

        return rates;
    }
}
