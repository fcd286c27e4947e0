using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class HelloCodecTests
{
    private static readonly GateHello Sample = new(
        77, Guid.Parse("8619d102-eb63-4b43-99c0-963b959c8f72"), 123_456_789, SampleRecords.Stream, 49, "0.1.0", "10000000abcdef01");

    [Fact]
    public void A_hello_survives_the_wire()
    {
        Assert.True(HelloCodec.TryDecode(HelloCodec.Encode(Sample), out var hello, out var fault), fault.ToString());
        Assert.Equal(Sample, hello);
    }

    [Fact]
    public void The_golden_hello_of_version_1_is_still_written() => Assert.Equal(
        "0801114d000000000000001a108619d102eb634b4399c0963b959c8f7220959aef3a29efcdab8967452301303" +
        "13a05302e312e3042103130303030303030616263646566303" + "1",
        Convert.ToHexStringLower(HelloCodec.Encode(Sample)));

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

    private static void Refused(GateHello hello, MalformedReason reason, string field)
    {
        Assert.False(HelloCodec.TryDecode(HelloCodec.Encode(hello), out _, out var fault));
        Assert.Equal(new Malformed(reason, field), fault);
    }
}
