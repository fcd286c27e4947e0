namespace Checkpoint.Gateway.Outbox;

/// <summary>Keeps an outbox within its bytes and its days, by what is dropped when a transaction ends.</summary>
internal sealed class BoundKeeper(OutboxOptions options)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>What the log and the table may still grow by when the disk is full and the reserve is given up: half of it.</summary>
    private const long LastGrowthBytes = OutboxFile.ReserveBytes / 4;

    /// <summary>Below what is used now, where there was no reserve to give up: rows have to go.</summary>
    private const long LeastDropBytes = 64 * 1024;

    private long _lookedMicroseconds = long.MinValue / 2;
    private long _maxBytes = options.MaxBytes;

    /// <summary>There was no room but by dropping fevers and alarms, or none at all.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>The disk is full: what is used now is all there is, until <see cref="Keep"/> finds the reserve made again.</summary>
    public void Freeze(long usedBytes, bool hadReserve) => _maxBytes = Math.Clamp(
        hadReserve ? usedBytes + LastGrowthBytes : Math.Min(_maxBytes, usedBytes - LeastDropBytes), LeastDropBytes, options.MaxBytes);

    /// <summary>Nothing could be stored.</summary>
    public void Fail() => IsOverfull = true;

    public void MakeRoom(OutboxTransaction transaction, Shedder shedder, long bytes) => IsOverfull = !shedder.Drop(transaction, bytes);

    /// <param name="holdsReserve">Asked now and then; makes the reserve anew if it can.</param>
    public void Keep(OutboxTransaction transaction, Shedder shedder, Func<bool> holdsReserve)
    {
        if (transaction.HasStamped)
            shedder.StartOver();
        var over = shedder.UsedBytes - _maxBytes;
        if (over > 0)
            MakeRoom(transaction, shedder, over);
        else if (over < -_maxBytes / 20)
            IsOverfull = false;
        var now = transaction.Now.BoottimeMicroseconds;
        if (now - _lookedMicroseconds < LookEvery.TotalMicroseconds)
            return;
        _lookedMicroseconds = now;
        if (holdsReserve())
            _maxBytes = options.MaxBytes;
        if (transaction.WallTime is { } wall)
            shedder.Purge(transaction, (wall.Microseconds / 1_000_000) - (long)options.KeepDelivered.TotalSeconds);
    }
}
