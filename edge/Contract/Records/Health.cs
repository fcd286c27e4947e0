namespace Checkpoint.Contract.Records;

/// <summary>How the gate itself is, each minute. Counters run since the program's start.</summary>
public sealed record Health : GateRecord
{
    /// <summary>Records that the database does not have yet.</summary>
    public long OutboxDepth { get; init; }

    /// <summary>Age of the oldest of them, seconds.</summary>
    public long OutboxOldestSeconds { get; init; }

    /// <summary>Records that the cloud refused for good and that are kept apart; each refusal is told by an event.</summary>
    public long OutboxRejected { get; init; }

    /// <summary>Records dropped for want of space before the cloud had answered for them; each is listed by an event.</summary>
    public long OutboxShed { get; init; }

    /// <summary>There is no room but by dropping fevers and alarms, or none at all.</summary>
    public bool OutboxOverfull { get; init; }

    public long DeviceBytesWritten { get; init; }

    /// <summary>0.01 °C; null where the board has no such reading.</summary>
    public int? CpuCentiC { get; init; }

    public long MemoryBytes { get; init; }

    public long DiskFreeBytes { get; init; }

    public long I2cTransactions { get; init; }

    public long I2cNacks { get; init; }

    public long I2cPecErrors { get; init; }

    public long I2cFlagErrors { get; init; }

    public long I2cRangeErrors { get; init; }

    public required ClockQuality ClockQuality { get; init; }

    public long UptimeSeconds { get; init; }

    /// <summary>Of the gateway's software; at most <see cref="RecordLimits.MaxVersionBytes"/> of UTF-8.</summary>
    public string Version { get; init; } = "";
}

/// <summary>Where this boot knows the time from.</summary>
public enum ClockQuality
{
    Unknown = 1,
    Welcome = 2,
    Ntp = 3,
}
