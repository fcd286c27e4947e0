namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// Waits after failures: anything between nothing and a bound that doubles each time ("full jitter"), so that gates which
/// failed together do not come back together.
/// </summary>
internal sealed class Backoff(TimeSpan least, TimeSpan most, Random random)
{
    /// <summary>Whatever the failures, a new fever is tried within this.</summary>
    public static readonly TimeSpan UrgentRetry = TimeSpan.FromSeconds(2);

    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var bound = Math.Min(most.Ticks, least.Ticks * Math.Pow(2, Math.Min(_failures++, 30)));
        return TimeSpan.FromTicks((long)(random.NextDouble() * bound));
    }
}
