namespace Checkpoint.Benchmarks.Wire;

/// <summary>What the readings of one measurement cost in IP packets, both ways, everything on the connection counted.</summary>
internal sealed class LiveTraffic
{
    private readonly Dictionary<string, double> _bytesByKind = [];

    /// <param name="readings">How many were sent, one at a time.</param>
    public LiveTraffic(Conversation conversation, IReadOnlyList<TcpSegment> segments, int readings)
    {
        foreach (var segment in segments)
        {
            var kind = conversation.KindOf(segment);
            _bytesByKind[kind] = _bytesByKind.GetValueOrDefault(kind) + (double)segment.IpBytes / readings;
        }

        Bytes = segments.Sum(segment => (double)segment.IpBytes) / readings;
        TimestampBytes = segments.Sum(segment => (double)segment.OptionBytesForTimestamps) / readings;
        Packets = (double)segments.Count / readings;
    }

    /// <summary>IP total lengths, per reading.</summary>
    public double Bytes { get; }

    /// <summary>TCP timestamp options among them; what Linux sends unless net.ipv4.tcp_timestamps is 0.</summary>
    public double TimestampBytes { get; }

    public double BytesWithoutTimestamps => Bytes - TimestampBytes;

    public double Packets { get; }

    public IReadOnlyDictionary<string, double> BytesByKind => _bytesByKind;
}
