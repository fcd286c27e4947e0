using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class HelloCodecTests
{
    private static readonly GateHello Sample = new(
        77, Guid.Parse("8619d102-eb63-4b43-99c0-963b959c8f72"), 123_456_789, SampleRecords.Stream, 49, "0.1.0", "10000000abcdef01");

    private const string Held12 = "4a1a09efcdab896745230112060a040211011a18808081b184e991034a0f09070000000000000012040a02000050808081b184e99103";

    private static readonly GateHello Sample12 = Sample with
    {
        SinceMicroseconds = 1_767_225_600_000_000,
        Held =
        [
            new HeldSeqs(SampleRecords.Stream, [new SeqRange(3, 20), new SeqRange(22, 48)], 1_767_225_600_000_000),
            new HeldSeqs(new StreamId(7), [new SeqRange(1, 1)], 0),
        ],
    };

    [Fact]
    public void A_hello_survives_the_wire()
    {
        foreach (var sample in (GateHello[])[Sample, Sample with { AskedSeq = 31 }])
        {
            Assert.True(HelloCodec.TryDecode(HelloCodec.Encode(sample), out var hello, out var fault), fault.ToString());
            Assert.Equal(sample, hello);
        }
    }

    [Fact]
    public void The_golden_hello_of_version_1_is_still_written() => Assert.Equal(
        "0801114d000000000000001a108619d102eb634b4399c0963b959c8f7220959aef3a29efcdab8967452301303" +
        "13a05302e312e3042103130303030303030616263646566303" + "1",
        Convert.ToHexStringLower(HelloCodec.Encode(Sample)));

    [Fact]
    public void The_golden_hello_of_version_1_2_is_still_written() => Assert.Equal(
        "0801114d000000000000001a108619d102eb634b4399c0963b959c8f7220959aef3a29efcdab8967452301303"
            + "13a05302e312e3042103130303030303030616263646566303" + "1"
            + Held12,
        Convert.ToHexStringLower(HelloCodec.Encode(Sample12)));

    [Fact]
    public void What_a_hello_holds_survives_the_wire()
    {
        Assert.True(HelloCodec.TryDecode(HelloCodec.Encode(Sample12), out var hello, out var fault), fault.ToString());
        Assert.Equal(Sample12.SinceMicroseconds, hello.SinceMicroseconds);
        Assert.Equal(Sample12.Held.Count, hello.Held.Count);
        Assert.All(Sample12.Held.Zip(hello.Held), pair =>
        {
            Assert.Equal((pair.First.Stream, pair.First.SinceMicroseconds), (pair.Second.Stream, pair.Second.SinceMicroseconds));
            Assert.Equal(pair.First.Seqs, pair.Second.Seqs);
        });
    }

    [Fact]
    public void The_largest_hello_is_within_its_limit_and_read()
    {
        var longest = new string('9', 64);
        var largest = Sample with
        {
            MadeThrough = RecordLimits.MaxSeq,
            BoottimeMicroseconds = long.MaxValue,
            Software = longest,
            Board = longest,
            SinceMicroseconds = RecordLimits.MaxTimeMicroseconds,
            AskedSeq = RecordLimits.MaxSeq,
            Held = [.. Enumerable.Range(1, RecordLimits.MaxHeldStreams).Select(stream => new HeldSeqs(
                new StreamId((ulong)stream), [.. Ranges(RecordLimits.MaxHeldRanges / RecordLimits.MaxHeldStreams)], RecordLimits.MaxTimeMicroseconds))],
        };
        Assert.InRange(HelloCodec.Encode(largest).Length, 600, RecordLimits.MaxHelloBytes);
        Assert.True(HelloCodec.TryDecode(HelloCodec.Encode(largest), out _, out var fault), fault.ToString());

        static IEnumerable<SeqRange> Ranges(int count) =>
            Enumerable.Range(1, count).Select(i => new SeqRange(i * 200_000_000_000, i * 200_000_000_000 + 500_000));
    }

    [Fact]
    public void A_fault_in_what_is_held_is_named_with_its_field()
    {
        Refused(Holding(new HeldSeqs(default, [new SeqRange(1, 2)], 0)), MalformedReason.NoStream, "held.stream");
        Refused(Holding(new HeldSeqs(new StreamId(1), [], 0)), MalformedReason.FieldInvalid, "held.seqs");
        Refused(Holding(new HeldSeqs(new StreamId(1), [new SeqRange(1, 2)], 17)), MalformedReason.FieldInvalid, "held.since_us");
        Refused(Holding(new HeldSeqs(new StreamId(1), [new SeqRange(1, RecordLimits.MaxSeq + 1)], 0)), MalformedReason.SeqOutOfRange, "held.seqs");
        Refused(Holding(new HeldSeqs(new StreamId(1), [new SeqRange(1, RecordLimits.MaxHeldSeqs + 1)], 0)), MalformedReason.SeqOutOfRange, "held.seqs");
        Refused(
            Holding(new HeldSeqs(new StreamId(1), [new SeqRange(1, 2)], 0), new HeldSeqs(new StreamId(1), [new SeqRange(5, 6)], 0)),
            MalformedReason.FieldInvalid,
            "held.stream");
        Refused(
            Holding(new HeldSeqs(new StreamId(1), [.. Enumerable.Range(1, RecordLimits.MaxHeldRanges + 1).Select(i => new SeqRange(2 * i, 2 * i))], 0)),
            MalformedReason.TooManyRanges,
            "held.seqs");
        Refused(
            Holding([.. Enumerable.Range(1, RecordLimits.MaxHeldStreams + 1).Select(i => new HeldSeqs(new StreamId((ulong)i), [new SeqRange(1, 2)], 0))]),
            MalformedReason.TooManyRanges,
            "held");
        Refused(Sample with { AskedSeq = -1 }, MalformedReason.SeqOutOfRange, "asked_seq");
        Refused(Sample with { AskedSeq = RecordLimits.MaxSeq + 1 }, MalformedReason.SeqOutOfRange, "asked_seq");
        Refused(Sample with { SinceMicroseconds = -1 }, MalformedReason.FieldInvalid, "since_us");
    }

    [Fact]
    public void A_fault_is_named_with_its_field()
    {
        Refused(Sample with { Stream = default }, MalformedReason.NoStream, "stream");
        Refused(Sample with { MadeThrough = -1 }, MalformedReason.SeqOutOfRange, "made_through");
        Refused(Sample with { BoottimeMicroseconds = -1 }, MalformedReason.FieldInvalid, "boottime_us");
        Refused(Sample with { Software = "a\nb" }, MalformedReason.FieldInvalid, "software");
        Refused(Sample with { Board = new string('9', 65) }, MalformedReason.FieldInvalid, "board");
        Refused(Sample with { Board = new string('9', 2000) }, MalformedReason.Oversized, "hello");
    }

    private static GateHello Holding(params HeldSeqs[] held) => Sample with { Held = held };

    private static void Refused(GateHello hello, MalformedReason reason, string field)
    {
        Assert.False(HelloCodec.TryDecode(HelloCodec.Encode(hello), out _, out var fault));
        Assert.Equal(new Malformed(reason, field), fault);
    }
}
