namespace Checkpoint.Benchmarks.Ingest;

/// <summary>What all gates of a flood have seen together. Any thread.</summary>
internal sealed class FloodCounters
{
    private long _stored;
    private long _resent;
    private long _busy;
    private string? _failure;

    /// <summary>Readings that the database has.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Batches sent more than once.</summary>
    public long Resent => Interlocked.Read(ref _resent);

    /// <summary>Times that the cloud was too busy.</summary>
    public long Busy => Interlocked.Read(ref _busy);

    /// <summary>The first thing that must not happen in a benchmark; null if all is well.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    public void CountStored(int readings) => Interlocked.Add(ref _stored, readings);

    public void CountResent() => Interlocked.Increment(ref _resent);

    public void CountBusy() => Interlocked.Increment(ref _busy);

    public void Fail(string what) => Interlocked.CompareExchange(ref _failure, what, null);
}
