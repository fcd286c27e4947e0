namespace Checkpoint.CloudIngest.Warnings;

/// <summary>
/// The day's fevers among its passages against the share of fourteen earlier days: how likely so many or more are, if the
/// share is what those days tell (Jeffreys prior). Holds with few people, with zeros and with traffic that varies.
/// </summary>
public static class BetaBinomial
{
    /// <summary>Days of its baseline, which end before the guard band of EARS.</summary>
    public const int Length = 14;

    /// <summary>With fewer valid days it says nothing.</summary>
    public const int LeastValid = 10;

    private const double Jeffreys = 0.5;

    /// <summary>Terms beyond one this much smaller than the sum so far change no digit of it.</summary>
    private const double Negligible = 1e-18;

    /// <returns>
    /// P(X ≥ fevers); null for insufficient data: the series does not reach back so far, too few days of it are valid, or
    /// the day itself is missing.
    /// </returns>
    public static Finding? Test(IReadOnlyList<DayCount> days, int day, WarningOptions options)
    {
        if (days[day] is not { Fevers: { } fevers, Passages: { } passages } || day - Ears.Guard < Length)
            return null;
        var valid = Enumerable.Range(day - Ears.Guard - Length, Length).Select(at => days[at])
            .Where(past => past is { Fevers: not null, Passages: not null }).ToList();
        if (valid.Count < LeastValid)
            return null;
        double before = valid.Sum(past => (long)past.Fevers!);
        double among = valid.Sum(past => (long)past.Passages!);
        var p = Tail(fevers, passages, Jeffreys + before, Jeffreys + among - before);
        return new Finding(p, p < options.Alpha);
    }

    /// <summary>P(X ≥ k) of the beta-binomial distribution with parameters n, a and b; 0 for k above n.</summary>
    public static double Tail(int k, int n, double a, double b)
    {
        if (k <= 0)
            return 1;
        if (k > n)
            return 0;
        var mass = Math.Exp(LogMassAtZero(n, a, b));
        var below = 0.0;
        for (var x = 0; x < k; x++)
        {
            below += mass;
            mass *= Ratio(x, n, a, b);
        }

        // Small tails are added up themselves: as what is left of 1 they would be rounding errors.
        var tail = mass;
        for (var x = k; x < n && mass > tail * Negligible; x++)
        {
            mass *= Ratio(x, n, a, b);
            tail += mass;
        }

        return below < 0.5 ? 1 - below : tail;
    }

    /// <summary>ln P(X = 0): the product of (b + i) / (a + b + i) for i below n.</summary>
    private static double LogMassAtZero(int n, double a, double b)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum += Math.Log((b + i) / (a + b + i));
        return sum;
    }

    /// <summary>P(X = x + 1) / P(X = x).</summary>
    private static double Ratio(int x, int n, double a, double b) => (n - x) / (x + 1.0) * ((a + x) / (b + n - x - 1));
}
