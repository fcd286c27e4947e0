namespace Checkpoint.CloudIngest.Warnings;

/// <summary>
/// The fevers of one day, or of three, among those who passed, against the share of fourteen earlier days: how likely so many
/// or more are, if the share is what those days tell (Jeffreys prior). Holds with few people, with zeros and with traffic
/// that varies.
/// </summary>
public static class BetaBinomial
{
    /// <summary>Days of its baseline, which end before the guard band of EARS.</summary>
    public const int Length = 14;

    /// <summary>With fewer valid days it says nothing.</summary>
    public const int LeastValid = 10;

    /// <summary>Days of the longer test: the day and the guard band, so that both tests share one baseline.</summary>
    public const int Several = Ears.Guard + 1;

    private const double Jeffreys = 0.5;

    /// <summary>Terms beyond one this much smaller than the sum so far change no digit of it.</summary>
    private const double Negligible = 1e-18;

    /// <summary>From here on four terms of Stirling's series are good to a double's last digits.</summary>
    private const double StirlingFrom = 16;

    /// <summary>Factors are multiplied until they come to this, far from what a double can't hold, and only then a logarithm is taken.</summary>
    private const double Small = 1e-200;

    /// <returns>
    /// P(X ≥ fevers); null for insufficient data: the series does not reach back so far, too few days of it are valid, or
    /// the day itself is missing.
    /// </returns>
    public static Finding? Test(IReadOnlyList<DayCount> days, int day, WarningOptions options) =>
        Against(days, day, 1) is { } share ? new Finding(share.Probability, share.Probability < options.Alpha) : null;

    /// <param name="span">
    /// 1, or <see cref="Several"/> days that end with the day; of those before it, missing ones add nothing.
    /// </param>
    /// <returns>Null for insufficient data, as <see cref="Test"/>.</returns>
    public static ShareTest? Against(IReadOnlyList<DayCount> days, int day, int span)
    {
        if (!IsKnown(days[day]) || day - Ears.Guard < Length)
            return null;
        var valid = Known(days, day - Ears.Guard - Length, Length);
        if (valid.Count < LeastValid)
            return null;
        var tested = Known(days, day - span + 1, span);
        double before = valid.Sum(past => (long)past.Fevers!);
        double among = valid.Sum(past => (long)past.Passages!);
        return new ShareTest(
            tested.Sum(one => one.Fevers!.Value), tested.Sum(one => one.Passages!.Value), Jeffreys + before, Jeffreys + among - before, valid.Count);
    }

    /// <summary>P(X ≥ k) of the beta-binomial distribution with parameters n, a and b; 0 for k above n.</summary>
    public static double Tail(int k, int n, double a, double b)
    {
        if (k <= 0)
            return 1;
        if (k > n)
            return 0;

        // From the largest term on, and small tails themselves: as what is left of 1 they would be rounding errors.
        return k > n * a / (a + b) ? Upward(k, n, a, b) : 1 - Downward(k - 1, n, a, b);
    }

    /// <summary>The largest k for which P(X ≥ k) is not below alpha, or the mean where that is more.</summary>
    public static int Upper(int n, double a, double b, double alpha)
    {
        var k = (int)(n * a / (a + b));
        if (k >= n)
            return n;
        var mass = Math.Exp(LogMass(k + 1, n, a, b));
        for (var tail = Upward(k + 1, n, a, b); tail >= alpha && k < n; k++)
        {
            tail -= mass;
            mass *= Ratio(k + 1, n, a, b);
        }

        return k;
    }

    private static bool IsKnown(DayCount day) => day is { Fevers: not null, Passages: not null };

    private static List<DayCount> Known(IReadOnlyList<DayCount> days, int from, int count) =>
        Enumerable.Range(from, count).Select(at => days[at]).Where(IsKnown).ToList();

    private static double Upward(int k, int n, double a, double b)
    {
        var mass = Math.Exp(LogMass(k, n, a, b));
        var sum = mass;
        for (var x = k; x < n && mass > sum * Negligible; x++)
        {
            mass *= Ratio(x, n, a, b);
            sum += mass;
        }

        return sum;
    }

    private static double Downward(int k, int n, double a, double b)
    {
        var mass = Math.Exp(LogMass(k, n, a, b));
        var sum = mass;
        for (var x = k; x > 0 && mass > sum * Negligible; x--)
        {
            mass /= Ratio(x - 1, n, a, b);
            sum += mass;
        }

        return sum;
    }

    /// <summary>
    /// ln P(X = k), from P(X = 0) = Γ(b + n) Γ(a + b) / (Γ(b) Γ(a + b + n)), which is too small for a double where hundreds are
    /// expected: a district's usual day.
    /// </summary>
    private static double LogMass(int k, int n, double a, double b)
    {
        var (log, product) = (0.0, 1.0);
        if (b >= StirlingFrom)
            log = Rise(b, a) - Rise(b + n, a);
        for (var i = 0; i < n && b < StirlingFrom; i++)
            Multiply((b + i) / (a + b + i));
        for (var x = 0; x < k; x++)
            Multiply(Ratio(x, n, a, b));
        return log + Math.Log(product);

        void Multiply(double factor)
        {
            product *= factor;
            if (product is > Small and < 1 / Small)
                return;
            log += Math.Log(product);
            product = 1;
        }
    }

    /// <summary>ln Γ(x + by) − ln Γ(x) by Stirling's series, its large terms taken together: no digits are lost between them.</summary>
    private static double Rise(double x, double by) =>
        ((x - 0.5) * LogOfOneAnd(by / x)) + (by * Math.Log(x + by)) - by + Correction(x + by) - Correction(x);

    /// <summary>ln(1 + x) also where 1 + x has lost the digits of x (Kahan); .NET's LogP1 loses them.</summary>
    private static double LogOfOneAnd(double x)
    {
        var rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * x / (rounded - 1);
    }

    private static double Correction(double x)
    {
        var square = 1 / (x * x);
        return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x;
    }

    /// <summary>P(X = x + 1) / P(X = x).</summary>
    private static double Ratio(int x, int n, double a, double b) => (n - x) / (x + 1.0) * ((a + x) / (b + n - x - 1));
}
