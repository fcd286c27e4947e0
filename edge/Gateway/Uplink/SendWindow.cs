using Checkpoint.Contract;

namespace Checkpoint.Gateway.Uplink;

/// <summary>
/// How many unacknowledged bytes there may be. What is on its way divided by how long an ack takes is the throughput; so
/// as long as acks of a full window take no more than a second, no more than a second of throughput is on its way. The
/// window doubles per round trip while they take less than half of that, and shrinks in proportion when they take more.
/// </summary>
internal sealed class SendWindow(int maxBytes)
{
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(1);

    /// <summary>Below this a window is not worth growing step by step: it is a few live records.</summary>
    private const int LeastGrowthBytes = 4096;

    /// <summary>0: one batch at a time.</summary>
    public int LimitBytes { get; private set; }

    /// <summary>How large a further batch may be; 0 for none now.</summary>
    public int Room(int bytesInFlight) =>
        bytesInFlight == 0 ? RecordLimits.MaxBatchBytes : Math.Clamp(LimitBytes - bytesInFlight, 0, RecordLimits.MaxBatchBytes);

    /// <summary>A batch was acknowledged.</summary>
    /// <param name="bytesInFlight">Before it was, itself included.</param>
    public void Acknowledged(int bytes, TimeSpan latency, int bytesInFlight)
    {
        var wasLimiting = bytesInFlight * 2L >= LimitBytes;
        if (latency < Target / 2 && wasLimiting)
            LimitBytes = Math.Min(maxBytes, Math.Max(LimitBytes, bytesInFlight) + Math.Max(bytes, LeastGrowthBytes));
        else if (latency > Target)
            LimitBytes = (int)(LimitBytes * (Target / latency));
    }

    /// <summary>Falls to one batch.</summary>
    public void Collapse() => LimitBytes = 0;
}
