namespace Checkpoint.Tests.Simulation.Scheduling;

/// <summary>The clocks of one process: a monotonic one that may be slow or fast, a wall clock that may be wrong, and timers.</summary>
/// <param name="rate">Parts per billion by which the monotonic clock and the timers are fast.</param>
/// <param name="wall">What the wall clock says, microseconds since 1970 UTC.</param>
internal sealed class ProcessClock(SimulatedProcess process, long rate, Func<long> wall) : TimeProvider
{
    private const long Billion = 1_000_000_000;

    public override long TimestampFrequency => 1_000_000;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp()
    {
        process.RequireRunning();
        return Elapsed(process.Loop.Now, rate);
    }

    public override DateTimeOffset GetUtcNow()
    {
        process.RequireRunning();
        return DateTimeOffset.UnixEpoch.AddMicroseconds(wall());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        process.RequireRunning();
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>What a clock that is so fast shows after a true time.</summary>
    public static long Elapsed(long microseconds, long rate) => microseconds + (long)((Int128)microseconds * rate / Billion);

    /// <summary>The true time after which it shows at least so much.</summary>
    private long TrueTime(TimeSpan shown)
    {
        var microseconds = (shown.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
        return microseconds - (long)((Int128)microseconds * rate / (Billion + rate)) + 1;
    }

    private sealed class Timer(ProcessClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ScheduledEvent? _next;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _next?.Cancel();
            _next = null;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Arm(dueTime);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan due)
        {
            var process = clock.Process;
            _next = process.ScheduleBare(process.Loop.Now + clock.TrueTime(due), Fire);
        }

        private void Fire()
        {
            if (_period > TimeSpan.Zero)
                Arm(_period);
            callback(state);
        }
    }

    private SimulatedProcess Process => process;
}
