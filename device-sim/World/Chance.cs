namespace Checkpoint.DeviceSim.World;

/// <summary>The distributions the world is drawn from.</summary>
internal static class Chance
{
    private const double PoissonIsNormalFrom = 100;

    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    public static double Between(this Random random, double least, double most) => least + ((most - least) * random.NextDouble());

    /// <summary>Box and Muller.</summary>
    public static double Normal(this Random random, double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double Exponential(this Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    public static TimeSpan Exponential(this Random random, TimeSpan mean) => mean * random.Exponential(1.0);

    /// <summary>Gamma of shape 2.</summary>
    public static double GammaTwo(this Random random, double scale) => random.Exponential(scale) + random.Exponential(scale);

    /// <summary>Knuth's way for small means; for large ones the normal distribution, which is then as good.</summary>
    public static int Poisson(this Random random, double mean)
    {
        if (mean > PoissonIsNormalFrom)
            return (int)Math.Max(0, Math.Round(mean + random.Normal(Math.Sqrt(mean))));
        var (count, product, end) = (-1, 1.0, Math.Exp(-mean));
        do
        {
            product *= random.NextDouble();
            count++;
        }
        while (product > end);
        return count;
    }
}
