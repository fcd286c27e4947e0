namespace Checkpoint.Gateway.Outbox;

/// <summary>Keeps an outbox within its bytes and its days, by what is dropped when a transaction ends.</summary>
internal sealed class BoundKeeper(OutboxOptions options)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>Of the reserve, for the log at its largest, with a transaction behind it, and for what a file system needs itself.</summary>
    private const long LogBytes = OutboxFile.ReserveBytes / 4 * 3;

    /// <summary>Below what is used now, where no more than the log has room: pages that are free take what comes before rows go.</summary>
    private const long LeastDropBytes = 256 * 1024;

    private long _lookedMicroseconds = long.MinValue / 2;
    private long _maxBytes = options.MaxBytes;

    /// <summary>There was no room but by dropping fevers and alarms, or none at all.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>The disk is full: what is used now is all there is, until <see cref="Keep"/> finds the reserve made again.</summary>
    /// <param name="reserveBytes">Given up for it.</param>
    public void Freeze(long usedBytes, long reserveBytes)
    {
        var growth = reserveBytes > LogBytes ? reserveBytes - LogBytes : -LeastDropBytes;
        _maxBytes = Math.Max(LeastDropBytes, Math.Min(_maxBytes, usedBytes + growth));
    }

    /// <summary>Nothing could be stored.</summary>
    public void Fail() => IsOverfull = true;

    public void MakeRoom(OutboxTransaction transaction, Shedder shedder, long bytes) => IsOverfull = !shedder.Drop(transaction, bytes);

    /// <param name="holdsReserve">Asked now and then; makes the reserve anew if it can.</param>
    public void Keep(OutboxTransaction transaction, Shedder shedder, Func<bool> holdsReserve)
    {
        if (transaction.HasStamped)
            shedder.StartOver();
        var now = transaction.Now.BoottimeMicroseconds;
        var isDue = now - _lookedMicroseconds >= LookEvery.TotalMicroseconds;
        if (isDue && holdsReserve())
            _maxBytes = options.MaxBytes;
        var over = shedder.UsedBytes - _maxBytes;
        if (over > 0)
            MakeRoom(transaction, shedder, over);
        else if (over < -_maxBytes / 20)
            IsOverfull = false;
        if (!isDue)
            return;
        _lookedMicroseconds = now;
        if (transaction.WallTime is { } wall)
            shedder.Purge(transaction, (wall.Microseconds / 1_000_000) - (long)options.KeepDelivered.TotalSeconds);
    }
}
