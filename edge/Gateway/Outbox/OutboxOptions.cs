namespace Checkpoint.Gateway.Outbox;

/// <summary>Where the outbox lives and how much it may hold.</summary>
public sealed record OutboxOptions
{
    public const long LeastBytes = 1024 * 1024;

    /// <summary>Folder of its files, made if absent. Put it on the durable disk, never on a tmpfs.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Records beyond this are dropped, in the order of <see cref="KeepClass"/>. The write-ahead log comes on top, some
    /// 4 MiB, and a reserve of 8 MiB for when others have filled the disk. At about 100 bytes a record the default holds some five million.
    /// </summary>
    public long MaxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>A fence in SQLite itself, which no fault of ours passes; a quarter above <see cref="MaxBytes"/> if null.</summary>
    public long? FenceBytes { get; init; }

    /// <summary>How long delivered records stay, for a database that was restored from an older backup.</summary>
    public TimeSpan KeepDelivered { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Appends waiting for the writer; one more fails rather than wait behind a disk that has stalled.</summary>
    public int MaxWaitingJobs { get; init; } = 1024;

    /// <summary>
    /// How long an ack, and the gate's time of service, may wait for a commit that is made anyhow before they cost a write to
    /// flash of their own. Lost in a crash, an ack comes again.
    /// </summary>
    public TimeSpan SettleLinger { get; init; } = TimeSpan.FromMinutes(1);

    public IReadOnlyList<OptionFault> Validate(string section)
    {
        var faults = new OptionFaults(section);
        faults.Require(Path.IsPathRooted(Folder), nameof(Folder), $"'{Folder}' is not an absolute path");
        faults.Require(MaxBytes >= LeastBytes, nameof(MaxBytes), $"{MaxBytes} is less than {LeastBytes} bytes");
        faults.Within(KeepDelivered, TimeSpan.Zero, TimeSpan.FromDays(365), nameof(KeepDelivered));
        faults.Within(SettleLinger, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(SettleLinger));
        return faults.All;
    }
}
