using Checkpoint.Gateway.Time;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>Time that passes only when told to. It knows no timers: whoever runs it knows what comes next.</summary>
public sealed class VirtualClock(DateTimeOffset begin) : TimeProvider, IBoardClock
{
    /// <summary>Since the begin.</summary>
    public long Microseconds { get; private set; }

    public override long TimestampFrequency => 1_000_000;

    public BoardInstant Now => new(Guid.Empty, Microseconds);

    public override long GetTimestamp() => Microseconds;

    public override DateTimeOffset GetUtcNow() => begin.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>Never back.</summary>
    public void AdvanceTo(long microseconds) => Microseconds = Math.Max(Microseconds, microseconds);
}
