namespace Checkpoint.Gateway.Outbox;

/// <summary>Keeps an outbox within its bytes and its days, by what is dropped when a transaction ends.</summary>
internal sealed class BoundKeeper(OutboxOptions options)
{
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(10);

    private long _purgedMicroseconds = long.MinValue / 2;

    /// <summary>There was no room but by dropping fevers and alarms, or none at all.</summary>
    public bool IsOverfull { get; private set; }

    public void MakeRoom(OutboxTransaction transaction, Shedder shedder, long bytes) => IsOverfull = !shedder.Drop(transaction, bytes);

    public void Keep(OutboxTransaction transaction, Shedder shedder)
    {
        if (transaction.HasStamped)
            shedder.StartOver();
        var over = shedder.UsedBytes - options.MaxBytes;
        if (over > 0)
            MakeRoom(transaction, shedder, over);
        else if (over < -options.MaxBytes / 20)
            IsOverfull = false;
        var now = transaction.Now.BoottimeMicroseconds;
        if (transaction.WallTime is not { } wall || now - _purgedMicroseconds < PurgeEvery.TotalMicroseconds)
            return;
        _purgedMicroseconds = now;
        shedder.Purge(transaction, (wall.Microseconds / 1_000_000) - (long)options.KeepDelivered.TotalSeconds);
    }
}
