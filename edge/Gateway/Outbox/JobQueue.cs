namespace Checkpoint.Gateway.Outbox;

/// <summary>Jobs waiting for the writer: bounded, and taken all at once so that they share one commit.</summary>
/// <param name="waits">Told of each job that has come to wait; null for nobody.</param>
internal sealed class JobQueue(int maxJobs, TimeSpan linger, Action<bool>? waits)
{
    private readonly object _gate = new();
    private List<OutboxJob> _waiting = [];
    private bool _prompt;
    private bool _closed;

    /// <exception cref="OutboxUnavailableException">Closed, or the writer is that far behind.</exception>
    public void Add(OutboxJob job)
    {
        lock (_gate)
        {
            if (_closed)
                throw new OutboxUnavailableException("the outbox is closed", new ObjectDisposedException(nameof(Outbox)));
            if (_waiting.Count >= maxJobs)
                throw new OutboxUnavailableException($"{maxJobs} jobs wait for the disk", new TimeoutException());
            _waiting.Add(job);
            _prompt |= !job.MayLinger;
            if (_prompt || _waiting.Count == 1)
                Monitor.Pulse(_gate);
        }

        waits?.Invoke(job.MayLinger);
    }

    /// <summary>Waits for jobs and takes them all; null once closed and empty. For the writer's thread alone.</summary>
    public List<OutboxJob>? TakeAll()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closed)
                Monitor.Wait(_gate);
            if (!_prompt && !_closed)
                Monitor.Wait(_gate, linger);
            return _waiting.Count == 0 ? null : Take();
        }
    }

    /// <summary>Takes all that waits now; empty if nothing does.</summary>
    public List<OutboxJob> TakeWaiting()
    {
        lock (_gate)
            return Take();
    }

    /// <summary>Takes no more; what waits is still done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    private List<OutboxJob> Take()
    {
        var taken = _waiting;
        _waiting = [];
        _prompt = false;
        return taken;
    }
}
