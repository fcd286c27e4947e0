using Checkpoint.Gateway.Outbox;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// The pause between one connection and the next. A gate can't know whether its own link has failed or a broker with
/// thousands of gates at it, so that it spreads its return in any case, as wide as a broker can take a fleet in; but a fever
/// that is made meanwhile, or was made just before, hurries one return. Few gates have one at any moment.
/// </summary>
internal sealed class ReconnectPause(UplinkOptions options, TimeProvider time, Random random)
{
    private readonly Backoff _backoff = new(options.ReconnectSpread, options.BackoffMost, random);

    /// <summary>Of randomness too, which is the connection's own again once the pause is over.</summary>
    private readonly Lock _gate = new();

    /// <summary>When the newest fever or alarm was made that has hurried no return yet.</summary>
    private long? _urgentAt;
    private ITimer? _timer;
    private long _endsAt;

    /// <summary>The last connection was a good one.</summary>
    public void Reset() => _backoff.Reset();

    /// <summary>From any thread.</summary>
    public void Changed(OutboxChange change)
    {
        if (!change.Urgent)
            return;
        lock (_gate)
        {
            _urgentAt = time.GetTimestamp();
            if (_timer is not null)
                Hurry();
        }
    }

    public async Task WaitAsync(CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellation.Register(() => ended.TrySetCanceled(cancellation));
        using var timer = time.CreateTimer(_ => ended.TrySetResult(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin(timer);
        try
        {
            await ended.Task;
        }
        finally
        {
            lock (_gate)
                _timer = null;
        }
    }

    private void Begin(ITimer timer)
    {
        lock (_gate)
        {
            _timer = timer;
            EndIn(_backoff.Next());

            // One that was made before may still be unsent or unacknowledged for so long, and is stored or hopeless afterwards.
            if (_urgentAt is { } at && time.GetElapsedTime(at) < options.AckTimeout)
                Hurry();
        }
    }

    private void Hurry()
    {
        _urgentAt = null;
        var soon = Backoff.UrgentRetry * random.NextDouble();
        if (soon < time.GetElapsedTime(time.GetTimestamp(), _endsAt))
            EndIn(soon);
    }

    private void EndIn(TimeSpan wait)
    {
        _endsAt = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
        _timer!.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
