using Checkpoint.Contract.Wire;
using Google.Protobuf;

namespace Checkpoint.Contract.Codec;

/// <summary>A gate's first word on each connection.</summary>
/// <param name="Nonce">Random; the welcome repeats it, so that only its answer sets the clock.</param>
/// <param name="BoottimeMicroseconds">CLOCK_BOOTTIME at sending.</param>
/// <param name="MadeThrough">Highest seq made in the stream; 0 if none yet.</param>
/// <param name="Software">Version of the gateway.</param>
/// <param name="Board">Serial number.</param>
public sealed record GateHello(
    ulong Nonce, Guid BootId, long BoottimeMicroseconds, StreamId Stream, long MadeThrough, string Software, string Board);

/// <summary>The bytes of <c>…/hello</c>.</summary>
public static class HelloCodec
{
    private const int MaxTextLength = 64;

    public static byte[] Encode(GateHello hello) => new Hello
    {
        Version = BatchCodec.Version,
        Nonce = hello.Nonce,
        BootId = ByteString.CopyFrom(hello.BootId.ToByteArray(bigEndian: true)),
        BoottimeUs = hello.BoottimeMicroseconds,
        Stream = hello.Stream.Value,
        MadeThrough = hello.MadeThrough,
        Software = hello.Software,
        Board = hello.Board,
    }.ToByteArray();

    /// <summary>Takes anything and throws nothing.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, out GateHello hello, out Malformed fault)
    {
        hello = null!;
        var found = WireParser.Parse(Hello.Parser, payload, RecordLimits.MaxHelloBytes, "hello", out var wire) ?? Check(wire);
        fault = found ?? default;
        if (found is not null)
            return false;
        hello = new GateHello(
            wire.Nonce,
            new Guid(wire.BootId.Span, bigEndian: true),
            wire.BoottimeUs,
            new StreamId(wire.Stream),
            wire.MadeThrough,
            wire.Software,
            wire.Board);
        return true;
    }

    private static Malformed? Check(Hello wire)
    {
        if (WireParser.CheckVersion(wire.Version) is { } version)
            return version;
        if (wire.Stream == 0)
            return new Malformed(MalformedReason.NoStream, "stream");
        if (wire.MadeThrough is < 0 or > RecordLimits.MaxSeq)
            return new Malformed(MalformedReason.SeqOutOfRange, "made_through");
        if (wire.BootId.Length != 16)
            return new Malformed(MalformedReason.FieldInvalid, "boot_id");
        if (wire.BoottimeUs < 0)
            return new Malformed(MalformedReason.FieldInvalid, "boottime_us");
        if (!IsText(wire.Software))
            return new Malformed(MalformedReason.FieldInvalid, "software");
        return IsText(wire.Board) ? null : new Malformed(MalformedReason.FieldInvalid, "board");
    }

    private static bool IsText(string text) => text.Length <= MaxTextLength && !text.Any(char.IsControl);
}
