using Checkpoint.Contract;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// How many unacknowledged bytes there may be. What is on its way divided by how long an ack takes is the throughput; so
/// as long as acks of a full window take no more than a second, no more than a second of throughput is on its way. The
/// window doubles per round trip while they take less than half of that, and shrinks in proportion when they take more.
/// Bytes in the kernel's socket buffer are among them: they are on their way as far as anyone here can tell.
/// </summary>
internal sealed class SendWindow(int maxBytes)
{
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Before anything is known of the link. At 256 kbit/s, the least a gate is meant for, an eighth of a second.
    /// </summary>
    public const int FirstBytes = 4096;

    /// <summary>
    /// However long acks take: a database that is slow by itself must not starve a backlog. At 256 kbit/s half a second.
    /// </summary>
    public const int LeastBytes = 16 * 1024;

    /// <summary>Of a window, one batch: so that a fever made now waits for few of them, whatever the link's speed.</summary>
    private const int BatchesPerWindow = 4;

    public int LimitBytes { get; private set; } = FirstBytes;

    /// <summary>How large one batch may be.</summary>
    public int BatchBytes => Math.Clamp(LimitBytes / BatchesPerWindow, FirstBytes, RecordLimits.MaxBatchBytes);

    /// <summary>How large a further batch may be; 0 for none now.</summary>
    public int Room(int bytesInFlight) =>
        bytesInFlight == 0 ? BatchBytes : Math.Clamp(LimitBytes - bytesInFlight, 0, BatchBytes);

    /// <summary>A batch was acknowledged.</summary>
    /// <param name="bytesInFlight">Before it was, itself included.</param>
    public void Acknowledged(int bytes, TimeSpan latency, int bytesInFlight)
    {
        var wasLimiting = bytesInFlight * 2L >= LimitBytes;
        if (latency < Target / 2 && wasLimiting)
            LimitBytes = Math.Min(maxBytes, Math.Max(LimitBytes, bytesInFlight) + bytes);
        else if (latency > Target)
            LimitBytes = Math.Max(LeastBytes, (int)(LimitBytes * (Target / latency)));
    }

    /// <summary>Nothing is known of the link any more.</summary>
    public void Collapse() => LimitBytes = FirstBytes;
}
