namespace Checkpoint.DeviceSim.Figures;

/// <summary>A share of people, and how far chance alone may have moved it.</summary>
/// <param name="Count">Those in question.</param>
/// <param name="Total">All of them; 0 gives a share that says nothing.</param>
public readonly record struct Share(long Count, long Total)
{
    /// <summary>Two-sided 95 %.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>0 to 1; not a number for nobody.</summary>
    public double Value => Total == 0 ? double.NaN : (double)Count / Total;

    /// <summary>
    /// Wilson's interval (1927), 95 %: unlike the simple one it holds where none or all were found, and stays within 0 to 1.
    /// </summary>
    public (double Least, double Most) Interval()
    {
        if (Total == 0)
            return (0, 1);

        // At both ends the formula gives 0 and 1, but for rounding.
        var (n, z2) = ((double)Total, Z * Z);
        var middle = Value + (z2 / (2 * n));
        var half = Z * Math.Sqrt((Value * (1 - Value) / n) + (z2 / (4 * n * n)));
        var scale = 1 + (z2 / n);
        return (Count == 0 ? 0 : (middle - half) / scale, Count == Total ? 1 : (middle + half) / scale);
    }
}
