using Google.Protobuf;

namespace Checkpoint.Contract.Codec;

/// <summary>The one place where foreign bytes meet the protobuf parser.</summary>
internal static class WireParser
{
    public static Malformed? Parse<T>(MessageParser<T> parser, ReadOnlySpan<byte> payload, int maxBytes, string what, out T message)
        where T : class, IMessage<T>
    {
        message = null!;
        if (payload.IsEmpty)
            return new Malformed(MalformedReason.Empty, what);
        if (payload.Length > maxBytes)
            return new Malformed(MalformedReason.Oversized, what);
        try
        {
            message = parser.ParseFrom(payload);
            return null;
        }
        catch (InvalidProtocolBufferException)
        {
            return new Malformed(MalformedReason.NotProtobuf, what);
        }
    }

    public static Malformed? CheckVersion(uint version) =>
        version == BatchCodec.Version ? null : new Malformed(MalformedReason.UnknownVersion, "version");
}
