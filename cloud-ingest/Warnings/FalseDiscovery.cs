namespace Checkpoint.CloudIngest.Warnings;

/// <summary>Benjamini and Hochberg (1995): of many tests at once, which to believe if so large a share of them may be false.</summary>
public static class FalseDiscovery
{
    /// <param name="probabilities">One a test, 0 to 1.</param>
    /// <param name="rate">The share of false ones among those believed, in the long run.</param>
    /// <returns>The largest probability that is believed; 0 when none is.</returns>
    public static double Threshold(IEnumerable<double> probabilities, double rate)
    {
        var ascending = probabilities.Order().ToArray();
        for (var rank = ascending.Length; rank > 0; rank--)
        {
            if (ascending[rank - 1] <= rate * rank / ascending.Length)
                return ascending[rank - 1];
        }

        return 0;
    }
}
