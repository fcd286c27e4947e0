using System.Buffers.Binary;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>One IPv4 packet with a TCP segment in it, as a raw socket gives it (RFC 791 §3.1, RFC 9293 §3.1).</summary>
internal sealed class TcpSegment
{
    private const int MinHeaderBytes = 20;
    private const byte TimestampOption = 8;
    private const byte NoOperation = 1;
    private const byte EndOfOptions = 0;

    private TcpSegment(ReadOnlySpan<byte> packet, int tcpAt, int dataAt)
    {
        var tcp = packet[tcpAt..];
        IpBytes = packet.Length;
        SourcePort = BinaryPrimitives.ReadUInt16BigEndian(tcp);
        DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]);
        Sequence = BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]);
        OptionBytesForTimestamps = HasTimestamps(packet[(tcpAt + MinHeaderBytes)..dataAt]) ? 12 : 0;
        Data = packet[dataAt..].ToArray();
    }

    /// <summary>The whole packet: IP header, TCP header, data.</summary>
    public int IpBytes { get; }

    public int SourcePort { get; }

    public int DestinationPort { get; }

    public uint Sequence { get; }

    /// <summary>Ten, and two to fill up the word, in every segment of a connection that uses them (RFC 7323 §3).</summary>
    public int OptionBytesForTimestamps { get; }

    public byte[] Data { get; }

    /// <summary>Null for what is not a whole TCP segment.</summary>
    public static TcpSegment? Parse(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < MinHeaderBytes || packet[0] >> 4 != 4)
            return null;
        var tcpAt = (packet[0] & 0xF) * 4;
        var length = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        if (length > packet.Length || length < tcpAt + MinHeaderBytes)
            return null;
        var dataAt = tcpAt + (packet[tcpAt + 12] >> 4) * 4;
        return dataAt <= length ? new TcpSegment(packet[..length], tcpAt, dataAt) : null;
    }

    private static bool HasTimestamps(ReadOnlySpan<byte> options)
    {
        while (!options.IsEmpty && options[0] != EndOfOptions)
        {
            if (options[0] == TimestampOption)
                return true;
            var length = options[0] == NoOperation ? 1 : options.Length > 1 ? Math.Max((int)options[1], 2) : options.Length;
            options = options[Math.Min(length, options.Length)..];
        }

        return false;
    }
}
