namespace Checkpoint.DeviceSim.Figures;

/// <summary>How large a probability may be, by what was seen of it.</summary>
public static class ExactBound
{
    private const double Confidence = 0.95;

    /// <summary>Halvings of an interval of 1: beyond a double's last digit.</summary>
    private const int Halvings = 60;

    /// <summary>
    /// Clopper and Pearson's upper bound (1934), one-sided 95 %: were the probability greater, so few would be seen less often
    /// than once in twenty. For none of n it is 1 − 0.05^(1/n), about 3/n.
    /// </summary>
    /// <returns>0 to 1; 1 where nothing was tried.</returns>
    public static double MostOf(Share seen)
    {
        if (seen.Total == 0 || seen.Count >= seen.Total)
            return 1;
        if (seen.Count == 0)
            return -Math.Exp(Math.Log(1 - Confidence) / seen.Total) + 1;
        var (least, most) = (seen.Value, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (least + most) / 2;
            if (ChanceOfAtMost(seen.Count, seen.Total, middle) > 1 - Confidence)
                least = middle;
            else
                most = middle;
        }

        return most;
    }

    /// <summary>Of the binomial distribution; each term from the one before, as logarithms, which don't underflow.</summary>
    private static double ChanceOfAtMost(long count, long total, double probability)
    {
        var term = total * Math.Log(1 - probability);
        var sum = Math.Exp(term);
        for (long i = 0; i < count; i++)
        {
            term += Math.Log((total - i) / (double)(i + 1) * (probability / (1 - probability)));
            sum += Math.Exp(term);
        }

        return sum;
    }
}
