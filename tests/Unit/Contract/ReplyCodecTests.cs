using Checkpoint.Contract;
using Checkpoint.Contract.Codec;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class ReplyCodecTests
{
    public static TheoryData<CloudReply> Replies() =>
    [
        new Welcome(ulong.MaxValue, 1_767_225_600_000_000, 12, true),
        new Welcome(1, 1_767_225_600_000_000, 0, false),
        new Welcome(2, 1_767_225_600_000_000, 7, true, ChecksHeld: true),
        new Welcome(3, 1_767_225_600_000_000, 70, true, ChecksHeld: true) { Found = new FoundRecord(49, 1_767_225_500_000_000) },
        new ToldTime(4, 1_767_225_600_000_000),
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

    [Fact]
    public void What_is_lost_survives_the_wire()
    {
        var answer = new Checked(
            77, [new LostSeqs(SampleRecords.Stream, [new(3, 20), new(22, 48)]), new LostSeqs(new StreamId(7), [new(1, 1)])], 1_767_225_600_000_000);
        Assert.True(ReplyCodec.TryDecode(ReplyCodec.Encode(answer), out var reply, out var fault), fault.ToString());
        var read = Assert.IsType<Checked>(reply);
        Assert.Equal((answer.Nonce, answer.KeepsSinceMicroseconds), (read.Nonce, read.KeepsSinceMicroseconds));
        Assert.Equal(answer.Lost.Select(lost => lost.Stream), read.Lost.Select(lost => lost.Stream));
        Assert.Equal(answer.Lost.SelectMany(lost => lost.Seqs), read.Lost.SelectMany(lost => lost.Seqs));
    }

    [Fact]
    public void That_nothing_is_lost_survives_the_wire()
    {
        Assert.True(ReplyCodec.TryDecode(ReplyCodec.Encode(new Checked(77, [], 0)), out var reply, out _));
        Assert.Empty(Assert.IsType<Checked>(reply).Lost);
    }

    [Fact]
    public void The_seqs_that_a_database_refuses_survive_the_wire()
    {
        SeqRange[] refused = [new(4, 4), new(9, 12)];
        var busy = new BusyAck(SampleRecords.Stream, TimeSpan.FromSeconds(2)) { Seqs = refused };
        Assert.True(ReplyCodec.TryDecode(ReplyCodec.Encode(busy), out var reply, out _));
        Assert.Equal(refused, Assert.IsType<BusyAck>(reply).Seqs);
    }

    [Theory]
    [InlineData("welcome", "08011218094d0000000000000010808081b184e99103183120012801")]
    [InlineData("checked", "08012225094d00000000000000121109efcdab896745230112060a040211011a18808081b184e99103")]
    [InlineData("busy", "08011a1409efcdab8967452301220908d00f12040a020300")]
    public void The_golden_replies_of_version_1_2_are_still_written(string which, string hex) => Assert.Equal(
        hex,
        Convert.ToHexStringLower(ReplyCodec.Encode(which switch
        {
            "welcome" => new Welcome(77, 1_767_225_600_000_000, 49, Known: true, ChecksHeld: true),
            "checked" => new Checked(77, [new LostSeqs(SampleRecords.Stream, [new(3, 20), new(22, 48)])], 1_767_225_600_000_000),
            _ => new BusyAck(SampleRecords.Stream, TimeSpan.FromSeconds(2)) { Seqs = [new(4, 4)] },
        })));

    [Theory]
    [InlineData(5, 4)]
    [InlineData(0, 4)]
    public void A_range_that_is_none_is_not_written(long first, long last) => Assert.Throws<ArgumentException>(
        () => ReplyCodec.Encode(new StoredAck(SampleRecords.Stream, [new SeqRange(first, last)])));

    [Fact]
    public void Touching_ranges_in_the_wrong_order_are_not_written() => Assert.Throws<ArgumentException>(
        () => ReplyCodec.Encode(new StoredAck(SampleRecords.Stream, [new SeqRange(5, 9), new SeqRange(9, 12)])));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_time_that_no_cloud_can_have_is_refused_by_name(long microseconds)
    {
        foreach (var reply in (CloudReply[])[new ToldTime(1, microseconds), new Welcome(1, microseconds, 0, true)])
        {
            Assert.False(ReplyCodec.TryDecode(ReplyCodec.Encode(reply), out _, out var fault));
            Assert.Equal(new Malformed(MalformedReason.FieldInvalid, "cloud_time_us"), fault);
        }
    }

    [Theory]
    [InlineData(-1, 1_767_225_600_000_000, MalformedReason.SeqOutOfRange, "found_seq")]
    [InlineData(RecordLimits.MaxSeq + 1, 1_767_225_600_000_000, MalformedReason.SeqOutOfRange, "found_seq")]
    [InlineData(9, 0, MalformedReason.FieldInvalid, "found_us")]
    [InlineData(9, long.MaxValue, MalformedReason.FieldInvalid, "found_us")]
    public void A_record_that_can_not_have_been_found_is_refused_by_name(long seq, long microseconds, MalformedReason reason, string field)
    {
        var welcome = new Welcome(1, 1_767_225_600_000_000, 70, true) { Found = new FoundRecord(seq, microseconds) };
        Assert.False(ReplyCodec.TryDecode(ReplyCodec.Encode(welcome), out _, out var fault));
        Assert.Equal(new Malformed(reason, field), fault);
    }

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
