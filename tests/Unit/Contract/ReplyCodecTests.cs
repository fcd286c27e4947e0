using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class ReplyCodecTests
{
    public static TheoryData<CloudReply> Replies() =>
    [
        new Welcome(ulong.MaxValue, 1_767_225_600_000_000, 12, true),
        new Welcome(1, 1_767_225_600_000_000, 0, false),
        new BusyAck(SampleRecords.Stream, TimeSpan.FromSeconds(2)),
        new UnknownAck(SampleRecords.Stream, TimeSpan.FromMinutes(1)),
    ];

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_survives_the_wire(CloudReply reply)
    {
        Assert.True(ReplyCodec.TryDecode(ReplyCodec.Encode(reply), out var decoded, out var fault), fault.ToString());
        Assert.Equal(reply, decoded);
    }

    [Fact]
    public void Stored_ranges_survive_the_wire()
    {
        SeqRange[] ranges = [new(1, 1), new(3, 500), new(502, RecordLimits.MaxSeq)];
        Assert.True(ReplyCodec.TryDecode(ReplyCodec.Encode(new StoredAck(SampleRecords.Stream, ranges)), out var reply, out _));
        Assert.Equal(ranges, Assert.IsType<StoredAck>(reply).Stored);
    }

    [Fact]
    public void Rejected_ranges_keep_their_reasons()
    {
        RejectedRange[] ranges = [new(new(9, 9), "body_out_of_range"), new(new(2, 3), "detail_invalid")];
        Assert.True(ReplyCodec.TryDecode(ReplyCodec.Encode(new RejectedAck(SampleRecords.Stream, ranges)), out var reply, out _));
        Assert.Equal(ranges, Assert.IsType<RejectedAck>(reply).Rejected);
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(0, 4)]
    public void A_range_that_is_none_is_not_written(long first, long last) => Assert.Throws<ArgumentException>(
        () => ReplyCodec.Encode(new StoredAck(SampleRecords.Stream, [new SeqRange(first, last)])));

    [Fact]
    public void Touching_ranges_in_the_wrong_order_are_not_written() => Assert.Throws<ArgumentException>(
        () => ReplyCodec.Encode(new StoredAck(SampleRecords.Stream, [new SeqRange(5, 9), new SeqRange(9, 12)])));

    [Theory]
    [InlineData("", MalformedReason.Empty)]
    [InlineData("0801", MalformedReason.FieldInvalid)]
    [InlineData("08021a00", MalformedReason.UnknownVersion)]
    [InlineData("08011a00", MalformedReason.NoStream)]
    [InlineData("08011a09090100000000000000", MalformedReason.FieldInvalid)]
    [InlineData("08011a0b0901000000000000001200", MalformedReason.FieldInvalid)]
    [InlineData("08011a180901000000000000001" + "20d0a0bffffffffffffffffff0101", MalformedReason.SeqOutOfRange)]
    [InlineData("ff", MalformedReason.NotProtobuf)]
    public void What_is_not_a_reply_is_refused_by_name(string hex, MalformedReason reason)
    {
        Assert.False(ReplyCodec.TryDecode(Convert.FromHexString(hex), out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }
}
