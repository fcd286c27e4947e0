using System.Text.Json.Serialization;

namespace Checkpoint.Contract;

/// <summary>When something happened, and how wrong that may be.</summary>
/// <param name="Microseconds">Since 1970-01-01T00:00:00Z.</param>
/// <param name="ErrorMicroseconds">The largest error it may have; never 0 once the time is known.</param>
public readonly record struct RecordTime(long Microseconds, long ErrorMicroseconds)
{
    /// <summary>Not worked out yet: a record of a boot that does not know the time.</summary>
    public static readonly RecordTime Unknown;

    [JsonIgnore]
    public bool IsKnown => ErrorMicroseconds > 0;

    [JsonIgnore]
    public DateTimeOffset Instant => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    public static RecordTime At(DateTimeOffset instant, TimeSpan error) => new(
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
        Math.Max(1, (error.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond));
}
