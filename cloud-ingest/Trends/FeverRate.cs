namespace Checkpoint.CloudIngest.Trends;

/// <summary>Fevers of persons, with the 95 % Wilson score interval: it holds for few persons and for none with fever as well.</summary>
/// <param name="Rate">From 0 to 1.</param>
public readonly record struct FeverRate(double Rate, double Low, double High)
{
    /// <summary>Two-sided 95 % point of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Null for no persons: of nobody there is no rate.</summary>
    public static FeverRate? Of(long fevers, long persons)
    {
        if (persons <= 0)
            return null;
        var (rate, n) = ((double)fevers / persons, (double)persons);
        var centre = rate + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt(((rate * (1 - rate)) + (Z * Z / (4 * n))) / n);
        var scale = 1 + (Z * Z / n);
        return new FeverRate(rate, Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }
}
