namespace Checkpoint.DeviceSim.Faults.Link;

/// <summary>What a link is like, each way alike.</summary>
public sealed record LinkConditions
{
    /// <summary>As fast and as near as loopback is.</summary>
    public static readonly LinkConditions Perfect = new();

    /// <summary>Null for no limit. TCP/IP headers are not counted: a link of so many bytes carries about 3 % less payload.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>One way; the round trip takes twice as long.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// The slow side's queue, e.g. a modem's: what is on its way beyond it waits at the sender. Cellular modems hold a second
    /// or more; so does the default here at 256 kbit/s.
    /// </summary>
    public int QueueBytes { get; init; } = 32 * 1024;
}
