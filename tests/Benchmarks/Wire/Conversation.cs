using System.Text;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>Both directions of one client's connection to the broker.</summary>
internal sealed class Conversation
{
    private static readonly string[] PacketNames =
    [
        "reserved", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC", "PUBREL", "PUBCOMP", "SUBSCRIBE", "SUBACK",
        "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH",
    ];

    private readonly int _brokerPort;

    private Conversation(int brokerPort, IReadOnlyList<TcpSegment> segments) =>
        (_brokerPort, Segments) = (brokerPort, segments);

    public IReadOnlyList<TcpSegment> Segments { get; }

    /// <summary>The connection whose CONNECT names this client; client ids stand in it as they are.</summary>
    /// <exception cref="InvalidOperationException">It was not seen, or a part of it was missed.</exception>
    public static Conversation Of(string clientId, int brokerPort, IReadOnlyList<TcpSegment> captured)
    {
        var id = Encoding.UTF8.GetBytes(clientId);
        var connect = captured.FirstOrDefault(segment => segment.Data.Length > 0 && segment.Data[0] == 0x10
                && segment.Data.AsSpan().IndexOf(id) >= 0)
            ?? throw new InvalidOperationException($"no connection of {clientId} was seen");
        var conversation = new Conversation(brokerPort, [.. captured.Where(segment =>
            segment.SourcePort == connect.SourcePort || segment.DestinationPort == connect.SourcePort)]);
        conversation.RequireWhole();
        return conversation;
    }

    /// <summary>Who sent it and which MQTT packets begin in it, e.g. "gate PUBACK"; "gate ack only" without any.</summary>
    public string KindOf(TcpSegment segment)
    {
        var sender = segment.SourcePort == _brokerPort ? "broker" : "gate";
        var names = new List<string>();
        for (var rest = segment.Data.AsSpan(); rest.Length >= 2;)
        {
            names.Add(PacketNames[rest[0] >> 4]);
            rest = rest[Math.Min(PacketBytes(rest), rest.Length)..];
        }

        return names.Count == 0 ? $"{sender}: TCP acknowledgement alone" : $"{sender}: {string.Join(" + ", names)}";
    }

    /// <summary>MQTT 5 §2.1: a type byte, the length of the rest in 7-bit groups, the rest.</summary>
    private static int PacketBytes(ReadOnlySpan<byte> packet)
    {
        var length = 0;
        for (var at = 1; at < Math.Min(packet.Length, 5); at++)
        {
            length |= (packet[at] & 0x7F) << (7 * (at - 1));
            if (packet[at] < 0x80)
                return at + 1 + length;
        }

        return packet.Length;
    }

    private void RequireWhole()
    {
        foreach (var direction in Segments.Where(segment => segment.Data.Length > 0).GroupBy(segment => segment.SourcePort))
        {
            uint? next = null;
            foreach (var segment in direction)
            {
                if (next is { } expected && unchecked((int)(segment.Sequence - expected)) > 0)
                    throw new InvalidOperationException("the capture missed a part of the connection");
                next = unchecked(segment.Sequence + (uint)segment.Data.Length);
            }
        }
    }
}
