namespace Checkpoint.Gateway.Uplink;

/// <summary>What the uplink did since the program's start. Read by any thread.</summary>
public sealed class UplinkCounters
{
    private long _connections;
    private long _connectFailures;
    private long _batchesSent;
    private long _recordsSent;
    private long _bytesSent;
    private long _recordsStored;
    private long _recordsRejected;
    private long _recordsRefused;
    private long _recordsReplayed;
    private long _ackTimeouts;
    private long _waitsAsked;
    private long _undelivered;
    private long _strayAnswers;
    private long _malformedReplies;
    private long _repliesDropped;
    private long _lastAckTicks;
    private volatile bool _isConnected;

    /// <summary>Welcomed by the cloud on the present connection.</summary>
    public bool IsConnected
    {
        get => _isConnected;
        internal set => _isConnected = value;
    }

    public long Connections => Interlocked.Read(ref _connections);

    public long ConnectFailures => Interlocked.Read(ref _connectFailures);

    public long BatchesSent => Interlocked.Read(ref _batchesSent);

    /// <summary>Repeats included.</summary>
    public long RecordsSent => Interlocked.Read(ref _recordsSent);

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public long RecordsStored => Interlocked.Read(ref _recordsStored);

    public long RecordsRejected => Interlocked.Read(ref _recordsRejected);

    /// <summary>Set aside, as the database refuses them by some limit of its own; each time anew.</summary>
    public long RecordsRefused => Interlocked.Read(ref _recordsRefused);

    /// <summary>Delivered before, and sent once more as the database had lost them.</summary>
    public long RecordsReplayed => Interlocked.Read(ref _recordsReplayed);

    /// <summary>Batches given up without an answer.</summary>
    public long AckTimeouts => Interlocked.Read(ref _ackTimeouts);

    /// <summary>Answers "busy" and "unknown".</summary>
    public long WaitsAsked => Interlocked.Read(ref _waitsAsked);

    /// <summary>Batches that the broker refused, or took with nobody there to read them.</summary>
    public long Undelivered => Interlocked.Read(ref _undelivered);

    /// <summary>
    /// Answers that name, in part or whole, what was never sent or was answered before (that part was ignored), or that the
    /// broker had retained.
    /// </summary>
    public long StrayAnswers => Interlocked.Read(ref _strayAnswers);

    public long MalformedReplies => Interlocked.Read(ref _malformedReplies);

    /// <summary>Replies that came faster than they could be handled; what they answered is sent again.</summary>
    public long RepliesDropped => Interlocked.Read(ref _repliesDropped);

    /// <summary>When the database last confirmed something; null for never.</summary>
    public DateTimeOffset? LastAckAt =>
        Interlocked.Read(ref _lastAckTicks) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void Connected() => Interlocked.Increment(ref _connections);

    internal void ConnectFailed() => Interlocked.Increment(ref _connectFailures);

    internal void Sent(int records, int bytes)
    {
        Interlocked.Increment(ref _batchesSent);
        Interlocked.Add(ref _recordsSent, records);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void Stored(long records, DateTimeOffset at)
    {
        Interlocked.Add(ref _recordsStored, records);
        Interlocked.Exchange(ref _lastAckTicks, at.UtcTicks);
    }

    internal void Rejected(long records) => Interlocked.Add(ref _recordsRejected, records);

    internal void Refused(long records) => Interlocked.Add(ref _recordsRefused, records);

    internal void Replayed(long records) => Interlocked.Add(ref _recordsReplayed, records);

    internal void TimedOut(int batches) => Interlocked.Add(ref _ackTimeouts, batches);

    internal void AskedToWait() => Interlocked.Increment(ref _waitsAsked);

    internal void NotDelivered() => Interlocked.Increment(ref _undelivered);

    internal void Strayed() => Interlocked.Increment(ref _strayAnswers);

    internal void Malformed() => Interlocked.Increment(ref _malformedReplies);

    internal void ReplyDropped() => Interlocked.Increment(ref _repliesDropped);
}
