using Checkpoint.Contract.Wire;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Checkpoint.Contract.Codec;

/// <summary>A gate's first word on each connection.</summary>
/// <param name="Nonce">Random; the welcome repeats it, so that only its answer sets the clock.</param>
/// <param name="BoottimeMicroseconds">CLOCK_BOOTTIME at sending.</param>
/// <param name="MadeThrough">Highest seq made in the stream; 0 if none yet.</param>
/// <param name="Software">Version of the gateway.</param>
/// <param name="Board">Serial number.</param>
public sealed record GateHello(
    ulong Nonce, Guid BootId, long BoottimeMicroseconds, StreamId Stream, long MadeThrough, string Software, string Board)
{
    /// <summary>What of earlier deliveries the gate still has, or a part of it; one entry a stream.</summary>
    public IReadOnlyList<HeldSeqs> Held { get; init; } = [];

    /// <summary>Time of the oldest record of <see cref="Stream"/> that the gate still has; 0 if not known.</summary>
    public long SinceMicroseconds { get; init; }

    /// <summary>The welcome shall tell which record of the stream is the newest in the database up to this seq; 0 for none.</summary>
    public long AskedSeq { get; init; }
}

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
        SinceUs = hello.SinceMicroseconds,
        AskedSeq = hello.AskedSeq,
        Held = { hello.Held.Select(Write) },
    }.ToByteArray();

    /// <summary>Takes anything and throws nothing.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, out GateHello hello, out Malformed fault)
    {
        hello = null!;
        var held = new List<HeldSeqs>();
        var found = WireParser.Parse(Hello.Parser, payload, RecordLimits.MaxHelloBytes, "hello", out var wire)
            ?? Check(wire)
            ?? ReadHeld(wire.Held, held);
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
            wire.Board)
        {
            SinceMicroseconds = wire.SinceUs,
            AskedSeq = wire.AskedSeq,
        };
        if (held.Count > 0)
            hello = hello with { Held = held };
        return true;
    }

    private static Held Write(HeldSeqs held) => new()
    {
        Stream = held.Stream.Value, Seqs = RangeCodec.Write(held.Seqs), SinceUs = held.SinceMicroseconds,
    };

    private static Malformed? Check(Hello wire)
    {
        if (WireParser.CheckVersion(wire.Version) is { } version)
            return version;
        if (wire.Stream == 0)
            return new Malformed(MalformedReason.NoStream, "stream");
        if (wire.MadeThrough is < 0 or > RecordLimits.MaxSeq)
            return new Malformed(MalformedReason.SeqOutOfRange, "made_through");
        if (wire.AskedSeq is < 0 or > RecordLimits.MaxSeq)
            return new Malformed(MalformedReason.SeqOutOfRange, "asked_seq");
        if (wire.BootId.Length != 16)
            return new Malformed(MalformedReason.FieldInvalid, "boot_id");
        if (wire.BoottimeUs < 0)
            return new Malformed(MalformedReason.FieldInvalid, "boottime_us");
        if (!IsText(wire.Software))
            return new Malformed(MalformedReason.FieldInvalid, "software");
        if (!IsTime(wire.SinceUs))
            return new Malformed(MalformedReason.FieldInvalid, "since_us");
        return IsText(wire.Board) ? null : new Malformed(MalformedReason.FieldInvalid, "board");
    }

    private static Malformed? ReadHeld(RepeatedField<Held> wire, List<HeldSeqs> held)
    {
        if (wire.Count > RecordLimits.MaxHeldStreams)
            return new Malformed(MalformedReason.TooManyRanges, "held");
        foreach (var entry in wire)
        {
            if (entry.Stream == 0)
                return new Malformed(MalformedReason.NoStream, "held.stream");
            if (!IsTime(entry.SinceUs))
                return new Malformed(MalformedReason.FieldInvalid, "held.since_us");
            if (RangeCodec.Read(entry.Seqs?.GapAndLength, out var seqs) is { } reason)
                return new Malformed(reason, "held.seqs");
            held.Add(new HeldSeqs(new StreamId(entry.Stream), seqs, entry.SinceUs));
        }

        if (held.Sum(entry => entry.Seqs.Count) > RecordLimits.MaxHeldRanges)
            return new Malformed(MalformedReason.TooManyRanges, "held.seqs");
        if (held.Sum(entry => entry.Seqs.Sum(range => range.Count)) > RecordLimits.MaxHeldSeqs)
            return new Malformed(MalformedReason.SeqOutOfRange, "held.seqs");
        return held.DistinctBy(entry => entry.Stream).Count() == held.Count
            ? null
            : new Malformed(MalformedReason.FieldInvalid, "held.stream");
    }

    private static bool IsTime(long microseconds) =>
        microseconds is 0 or (>= RecordLimits.MinTimeMicroseconds and <= RecordLimits.MaxTimeMicroseconds);

    private static bool IsText(string text) => text.Length <= MaxTextLength && !text.Any(char.IsControl);
}
