using System.Diagnostics;

namespace Checkpoint.DeviceSim.Faults.Link;

/// <summary>One direction of the link, shared by all connections: when the next bytes have passed the slow part of it.</summary>
internal sealed class LinkWay(LinkConditions conditions)
{
    private static readonly TimeSpan SilencePoll = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private volatile LinkConditions _conditions = conditions;
    private volatile bool _isSilent;
    private TimeSpan _freeAt;
    private long _bytes;

    public LinkConditions Conditions
    {
        get => _conditions;
        set => _conditions = value;
    }

    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    public long Bytes => Interlocked.Read(ref _bytes);

    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Bytes enter the queue.</summary>
    /// <returns>When they arrive at the other end.</returns>
    public TimeSpan Enter(int bytes)
    {
        var conditions = Conditions;
        lock (_lock)
        {
            var began = _freeAt > Now ? _freeAt : Now;
            _freeAt = began + (conditions.BytesPerSecond is { } rate ? TimeSpan.FromSeconds((double)bytes / rate) : TimeSpan.Zero);
            return _freeAt + conditions.Delay;
        }
    }

    /// <summary>Waits for room in the queue.</summary>
    public async Task RoomAsync(CancellationToken cancellation)
    {
        while (Conditions is { BytesPerSecond: { } rate, QueueBytes: var queue } && Excess(queue, rate) is var excess && excess > TimeSpan.Zero)
            await Task.Delay(excess + TimeSpan.FromMilliseconds(1), cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits until so late, and for as long as the way is silent.</summary>
    public async Task ArriveAsync(TimeSpan at, int bytes, CancellationToken cancellation)
    {
        for (var wait = at - Now; wait > TimeSpan.Zero; wait = at - Now)
            await Task.Delay(wait + TimeSpan.FromMilliseconds(1), cancellation).ConfigureAwait(false);
        while (IsSilent)
            await Task.Delay(SilencePoll, cancellation).ConfigureAwait(false);
        Interlocked.Add(ref _bytes, bytes);
    }

    private TimeSpan Excess(int queueBytes, int rate)
    {
        lock (_lock)
            return _freeAt - Now - TimeSpan.FromSeconds((double)queueBytes / rate);
    }
}
