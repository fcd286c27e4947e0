using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;
using Google.Protobuf;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class BatchCodecTests
{
    private const long MadeThrough = 49;

    /// <summary>Batches as released, by the version of asyncapi.yaml that first had them.</summary>
    public static TheoryData<string> GoldenFiles => ["batch.v1.hex", "batch.v1.1.hex", "batch.v1.2.hex"];

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Every_kind_of_record_survives_the_wire_field_by_field(string file)
    {
        var (madeThrough, records) = InFile(file);

        var batch = Decoded(BatchCodec.Encode(SampleRecords.Stream, madeThrough, records));

        Assert.Equal(SampleRecords.Stream, batch.Stream);
        Assert.Equal(madeThrough, batch.MadeThrough);
        Assert.Empty(batch.Rejected);
        Assert.Equal(records, batch.Records);
    }

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void The_encoder_still_writes_the_golden_bytes(string file)
    {
        var (madeThrough, records) = InFile(file);
        Assert.Equal(HexOf(file), Convert.ToHexStringLower(BatchCodec.Encode(SampleRecords.Stream, madeThrough, records)));
    }

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void The_decoder_still_reads_the_golden_bytes(string file)
    {
        var batch = Decoded(Convert.FromHexString(HexOf(file)));
        Assert.Equal(InFile(file).MadeThrough, batch.MadeThrough);
        Assert.Equal(InFile(file).Records, batch.Records);
    }

    [Theory]
    [InlineData(RecordLimits.MinAmbientCentiC)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(RecordLimits.MaxAmbientCentiC)]
    public void Every_air_temperature_is_told_from_none(int centiC)
    {
        var screening = (Screening)SampleRecords.OfEveryKind()[1] with { FirstSeq = null };
        GateRecord[] records = [screening with { Seq = 1, AirCentiC = centiC }, screening with { Seq = 2 }, screening with { Seq = 3, AirCentiC = centiC }];
        Assert.Equal(records, Decoded(BatchCodec.Encode(SampleRecords.Stream, 3, records)).Records);
    }

    [Fact]
    public void An_absurd_air_temperature_rejects_its_record_and_no_other()
    {
        var wire = Wire();
        wire.Screenings.AirCentiK.Add([long.MinValue, long.MaxValue]);

        Assert.Equal(
            [new RejectedRecord(41, "air_out_of_range"), new RejectedRecord(42, "air_out_of_range")], Decoded(wire.ToByteArray()).Rejected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(44)]
    [InlineData(-1)]
    [InlineData(45)]
    [InlineData(long.MinValue)]
    public void A_screening_that_an_event_names_must_be_earlier_and_only_a_manual_result_names_one(long back)
    {
        foreach (var type in new[] { GateEventType.ManualFever, GateEventType.ManualNormal, GateEventType.DoorForced })
        {
            var wire = Wire();
            wire.Events.Type[0] = (long)type;
            wire.Events.ScreeningBack.Add(back);
            var reason = type == GateEventType.DoorForced ? "screening_seq_out_of_place" : back is 1 or 44 ? null : "screening_seq_out_of_range";
            Assert.Equal(reason, Decoded(wire.ToByteArray()).Rejected.Select(rejected => rejected.Reason).SingleOrDefault());
        }
    }

    [Fact]
    public void Columns_that_do_not_change_cost_one_value()
    {
        var record = (Screening)SampleRecords.OfEveryKind()[1] with { FirstSeq = null };
        var one = BatchCodec.Encode(SampleRecords.Stream, MadeThrough, [record]);

        var ten = BatchCodec.Encode(
            SampleRecords.Stream, MadeThrough, [.. Enumerable.Range(1, 10).Select(seq => record with { Seq = seq })]);

        Assert.InRange(ten.Length, one.Length - 2, one.Length + 1);
    }

    [Fact]
    public void An_ordinary_live_record_leaves_most_columns_out()
    {
        var live = (Screening)SampleRecords.OfEveryKind()[1] with { FirstSeq = null, Model = BodyModel.HeatBalance };

        Assert.InRange(BatchCodec.Encode(SampleRecords.Stream, live.Seq, [live]).Length, 1, 60);
    }

    [Fact]
    public void A_record_without_seq_and_time_survives_on_its_own()
    {
        foreach (var record in SampleRecords.OfEveryKind().Concat(SampleRecords.OfLaterFields()).Concat(SampleRecords.OfVersion12()))
        {
            var draft = record with { Seq = 0, Time = RecordTime.Unknown };
            Assert.True(BatchCodec.TryDecodeOne(BatchCodec.EncodeOne(draft), out var decoded, out var fault), fault.ToString());
            Assert.Equal(draft, decoded);
        }
    }

    [Theory]
    [InlineData("", MalformedReason.Empty)]
    [InlineData("ffffffffffffffffffffff", MalformedReason.NotProtobuf)]
    [InlineData("0801", MalformedReason.NoStream)]
    [InlineData("0802110100000000000000", MalformedReason.UnknownVersion)]
    [InlineData("110100000000000000", MalformedReason.UnknownVersion)]
    [InlineData("0801110100000000000000", MalformedReason.SeqOutOfRange)]
    [InlineData("08011101000000000000001805", MalformedReason.NoRecords)]
    public void A_frame_that_is_not_a_batch_is_refused_by_name(string hex, MalformedReason reason)
    {
        Assert.False(BatchCodec.TryDecode(Convert.FromHexString(hex), out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Fact]
    public void Every_truncation_is_refused_or_a_whole_batch()
    {
        var bytes = BatchCodec.Encode(SampleRecords.Stream, MadeThrough, SampleRecords.OfEveryKind());
        for (var length = 0; length < bytes.Length; length++)
        {
            if (BatchCodec.TryDecode(bytes.AsSpan(0, length), out var batch, out _))
                Assert.All(batch.Records, record => Assert.Contains(record, SampleRecords.OfEveryKind()));
        }
    }

    [Fact]
    public void More_than_a_batch_may_weigh_is_refused_unread()
    {
        Assert.False(BatchCodec.TryDecode(new byte[RecordLimits.MaxBatchBytes + 1], out _, out var fault));
        Assert.Equal(MalformedReason.Oversized, fault.Reason);
    }

    [Theory]
    [InlineData(501u)]
    [InlineData(uint.MaxValue)]
    public void An_absurd_count_is_refused(uint count)
    {
        var wire = Wire();
        wire.Screenings.Heads.Count = count;
        Assert.Equal(MalformedReason.TooManyRecords, FaultOf(wire).Reason);
    }

    [Fact]
    public void A_column_longer_than_the_count_is_refused_by_its_name()
    {
        var wire = Wire();
        wire.Screenings.DwellMs.Add([1, 1, 1]);
        Assert.Equal(new Malformed(MalformedReason.ColumnTooLong, "screenings.dwell_ms"), FaultOf(wire));
    }

    [Theory]
    [InlineData("screenings.air_centi_k")]
    [InlineData("events.screening_back")]
    [InlineData("summaries.manual_fever")]
    [InlineData("summaries.manual_normal")]
    public void A_later_column_longer_than_the_count_is_refused_by_its_name(string name)
    {
        var wire = Wire();
        var column = name switch
        {
            "screenings.air_centi_k" => wire.Screenings.AirCentiK,
            "events.screening_back" => wire.Events.ScreeningBack,
            "summaries.manual_fever" => wire.Summaries.ManualFever,
            _ => wire.Summaries.ManualNormal,
        };
        column.Add([1, 1, 1]);
        Assert.Equal(new Malformed(MalformedReason.ColumnTooLong, name), FaultOf(wire));
    }

    [Fact]
    public void Deltas_that_overflow_are_refused_by_the_column_s_name()
    {
        var wire = Wire();
        wire.Screenings.Heads.TimeUs.Clear();
        wire.Screenings.Heads.TimeUs.Add([long.MaxValue, 1]);
        Assert.Equal(new Malformed(MalformedReason.ValueOverflow, "screenings.time_us"), FaultOf(wire));
    }

    [Fact]
    public void A_missing_detail_is_refused()
    {
        var wire = Wire();
        wire.Events.Detail.Clear();
        Assert.Equal(new Malformed(MalformedReason.ColumnTooShort, "events.detail"), FaultOf(wire));
    }

    [Theory]
    [InlineData(new uint[] { 3 }, new uint[] { 1, 2 }, new uint[] { 1, 1 })]
    [InlineData(new uint[] { 2, 0 }, new uint[] { 2, 1 }, new uint[] { 1, 1 })]
    [InlineData(new uint[] { 1, 0 }, new uint[] { 83 }, new uint[] { 1 })]
    [InlineData(new uint[] { 1, 0 }, new uint[] { 1 }, new uint[] { 0 })]
    [InlineData(new uint[] { uint.MaxValue, 1 }, new uint[] { 1 }, new uint[] { 1 })]
    public void A_histogram_that_does_not_add_up_is_refused(uint[] bins, uint[] bin, uint[] counts)
    {
        var wire = Wire();
        wire.Summaries.Bins.Clear();
        wire.Summaries.Bins.Add(bins);
        wire.Summaries.Bin.Clear();
        wire.Summaries.Bin.Add(bin);
        wire.Summaries.BinCount.Clear();
        wire.Summaries.BinCount.Add(counts);
        Assert.Equal(MalformedReason.HistogramInvalid, FaultOf(wire).Reason);
    }

    [Fact]
    public void A_seq_beyond_what_was_made_is_refused()
    {
        var bytes = BatchCodec.Encode(SampleRecords.Stream, MadeThrough - 1, SampleRecords.OfEveryKind());
        Assert.False(BatchCodec.TryDecode(bytes, out _, out var fault));
        Assert.Equal(new Malformed(MalformedReason.SeqOutOfRange, "seq"), fault);
    }

    [Fact]
    public void The_same_seq_in_two_kinds_is_refused()
    {
        var wire = Wire();
        wire.Events.Heads.SeqLessRow[0] = 41 - MadeThrough;
        Assert.Equal(MalformedReason.SeqRepeated, FaultOf(wire).Reason);
    }

    [Fact]
    public void A_seq_that_does_not_ascend_is_refused()
    {
        var wire = Wire();
        wire.Screenings.Heads.SeqLessRow.Add(-1);
        Assert.Equal(MalformedReason.SeqNotAscending, FaultOf(wire).Reason);
    }

    [Fact]
    public void A_value_out_of_range_rejects_its_record_and_no_other()
    {
        var wire = Wire();
        wire.Screenings.ThresholdCentiC.Clear();
        wire.Screenings.ThresholdCentiC.Add([0, long.MaxValue - 4000]);

        var batch = Decoded(wire.ToByteArray());

        Assert.Equal([new RejectedRecord(42, "threshold_out_of_range")], batch.Rejected);
        Assert.Equal(SampleRecords.OfEveryKind().Where(record => record.Seq != 42), batch.Records);
    }

    [Fact]
    public void As_many_records_as_fit_are_taken()
    {
        var heavy = Enumerable.Range(1, 500).Select(seq => (GateRecord)new GateEvent
        {
            Seq = seq,
            Time = new RecordTime(1_767_225_600_000_000, 1),
            Type = GateEventType.Shed,
            Detail = new string('x', RecordLimits.MaxDetailBytes),
        }).ToList();

        var bytes = BatchCodec.EncodeFitting(SampleRecords.Stream, 500, heavy, out var taken);

        Assert.InRange(bytes.Length, 1, RecordLimits.MaxBatchBytes);
        Assert.InRange(taken, 100, 499);
        Assert.Equal(taken, Decoded(bytes).Records.Count);
    }

    [Fact]
    public void Random_damage_never_throws_and_never_gives_a_record_outside_the_limits()
    {
        var random = new Random(20260101);
        var golden = BatchCodec.Encode(SampleRecords.Stream, 65, [.. SampleRecords.OfEveryKind(), .. SampleRecords.OfLaterFields(), .. SampleRecords.OfVersion12()]);
        for (var run = 0; run < 20_000; run++)
        {
            var bytes = (byte[])golden.Clone();
            for (var damage = random.Next(1, 6); damage > 0; damage--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (BatchCodec.TryDecode(bytes, out var batch, out _))
                Assert.All(batch.Records, record => Assert.Null(RecordRules.Check(record)));
            BatchCodec.TryDecodeOne(bytes, out _, out _);
            HelloCodec.TryDecode(bytes, out _, out _);
            ReplyCodec.TryDecode(bytes, out _, out _);
        }
    }

    private static (long MadeThrough, IReadOnlyList<GateRecord> Records) InFile(string file) => file switch
    {
        "batch.v1.hex" => (MadeThrough, SampleRecords.OfEveryKind()),
        "batch.v1.1.hex" => (62, SampleRecords.OfLaterFields()),
        _ => (65, SampleRecords.OfVersion12()),
    };

    private static string HexOf(string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", "golden", file)).Trim();

    private static Checkpoint.Contract.Codec.RecordBatch Decoded(ReadOnlySpan<byte> bytes)
    {
        Assert.True(BatchCodec.TryDecode(bytes, out var batch, out var fault), fault.ToString());
        return batch;
    }

    private static Malformed FaultOf(Checkpoint.Contract.Wire.RecordBatch wire)
    {
        Assert.False(BatchCodec.TryDecode(wire.ToByteArray(), out _, out var fault));
        return fault;
    }

    private static Checkpoint.Contract.Wire.RecordBatch Wire() => Checkpoint.Contract.Wire.RecordBatch.Parser.ParseFrom(
        BatchCodec.Encode(SampleRecords.Stream, MadeThrough, SampleRecords.OfEveryKind()));
}
