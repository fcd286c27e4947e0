namespace Checkpoint.Tests.Simulation;

/// <summary>Seeds of their own for what shall not disturb each other: taking a person out leaves the network's luck as it was.</summary>
internal static class Seeds
{
    /// <summary>SplitMix64 (Steele, Lea, Flood 2014) over the seed and the numbers that name the use.</summary>
    public static int Of(long seed, params ReadOnlySpan<long> use)
    {
        var mixed = Mix((ulong)seed);
        foreach (var number in use)
            mixed = Mix(mixed ^ (ulong)number);
        return (int)(mixed >> 33);
    }

    public static Random Random(long seed, params ReadOnlySpan<long> use) => new(Of(seed, use));

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
