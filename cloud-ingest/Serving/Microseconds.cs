namespace Checkpoint.CloudIngest.Serving;

/// <summary>Times as the service's own database keeps them: microseconds since 1970 UTC.</summary>
public static class Microseconds
{
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Time(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
