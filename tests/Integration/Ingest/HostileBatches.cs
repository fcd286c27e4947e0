using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Google.Protobuf;

namespace Checkpoint.Tests.Integration.Ingest;

/// <summary>Payloads that no honest gate sends, each with the reason by which it must be refused.</summary>
internal static class HostileBatches
{
    /// <summary>Larger payloads than the contract's the broker itself refuses, so "oversized" is shown with a hello.</summary>
    public static IReadOnlyList<(string Reason, byte[] Payload)> All { get; } = [.. Make()];

    private static IEnumerable<(string Reason, byte[] Payload)> Make()
    {
        var honest = BatchCodec.Encode(TestGate.Stream, 20, TestGate.Screenings(1, 20));
        yield return ("empty", []);
        yield return ("not_protobuf", new byte[RecordLimits.MaxBatchBytes]);
        yield return ("not_protobuf", honest[..^3]);
        yield return ("not_protobuf", [0x22, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3]);
        yield return ("not_protobuf", [0x08, .. Enumerable.Repeat((byte)0xff, 400)]);
        yield return ("not_protobuf", [.. Enumerable.Repeat((byte)0xff, 60_000)]);
        yield return ("unknown_version", [0x08, 0x09, .. honest[2..]]);
        yield return ("unknown_version", [0x08, 0xff, 0xff, 0xff, 0xff, 0x0f]);
        yield return ("no_stream", Batch(stream: 0, count: 1, seq: 1));
        yield return ("no_records", Batch(stream: 7, count: 0, seq: 1));
        yield return ("too_many_records", Batch(stream: 7, count: 501, seq: 1));
        yield return ("too_many_records", Batch(stream: 7, count: uint.MaxValue, seq: 1));
        yield return ("seq_out_of_range", Batch(stream: 7, count: 1, seq: -2_000));
        yield return ("value_overflow", Batch(stream: 7, count: 1, seq: long.MaxValue));
    }

    /// <summary>A batch of passages, written field by field: version, stream, made_through, passages.heads.</summary>
    private static byte[] Batch(ulong stream, uint count, long seq) => Message(batch =>
    {
        batch.WriteTag(1, WireFormat.WireType.Varint);
        batch.WriteUInt32(1);
        batch.WriteTag(2, WireFormat.WireType.Fixed64);
        batch.WriteFixed64(stream);
        batch.WriteTag(3, WireFormat.WireType.Varint);
        batch.WriteInt64(1000);
        batch.WriteTag(5, WireFormat.WireType.LengthDelimited);
        batch.WriteBytes(ByteString.CopyFrom(Message(passages =>
        {
            passages.WriteTag(1, WireFormat.WireType.LengthDelimited);
            passages.WriteBytes(ByteString.CopyFrom(Message(heads => WriteHeads(heads, count, seq))));
        })));
    });

    private static void WriteHeads(CodedOutputStream heads, uint count, long seq)
    {
        heads.WriteTag(1, WireFormat.WireType.Varint);
        heads.WriteUInt32(count);
        heads.WriteTag(2, WireFormat.WireType.LengthDelimited);
        heads.WriteBytes(ByteString.CopyFrom(Message(column => column.WriteSInt64(seq))));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            write(output);
        return bytes.ToArray();
    }
}
