namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>How long a try waits for the next: doubling, and not all at the same moment. Pure but for its randomness.</summary>
public static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A fifth more or less.</summary>
    private const double Spread = 0.2;

    /// <param name="tries">In vain before this one.</param>
    public static TimeSpan After(int tries, Random random)
    {
        var wait = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(tries, 30)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (1 - Spread + (2 * Spread * random.NextDouble())));
    }
}
