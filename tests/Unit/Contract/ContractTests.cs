using System.Text;
using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Contract;

public sealed class ContractTests
{
    private static readonly GateId Gate = GateId.Parse("gate-01");

    [Theory]
    [InlineData("abc", true)]
    [InlineData("0-z", true)]
    [InlineData("a2345678901234567890123456789012", true)]
    [InlineData("a23456789012345678901234567890123", false)]
    [InlineData("ab", false)]
    [InlineData("-ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a/b", false)]
    [InlineData("a+b", false)]
    [InlineData("ä12", false)]
    [InlineData(null, false)]
    public void A_gate_id_is_what_its_pattern_says(string? text, bool valid) => Assert.Equal(valid, GateId.TryParse(text, out _));

    [Theory]
    [InlineData(TopicLeaf.Records, "checkpoint/v1/gates/gate-01/records")]
    [InlineData(TopicLeaf.Hello, "checkpoint/v1/gates/gate-01/hello")]
    [InlineData(TopicLeaf.Replies, "checkpoint/v1/gates/gate-01/replies")]
    [InlineData(TopicLeaf.Status, "checkpoint/v1/gates/gate-01/status")]
    public void A_topic_is_written_and_taken_apart(TopicLeaf leaf, string topic)
    {
        Assert.Equal(topic, Topics.Of(Gate, leaf));
        Assert.True(Topics.TryParse(topic, out var gate, out var parsed));
        Assert.Equal((Gate, leaf), (gate.Value, parsed));
    }

    [Theory]
    [InlineData("checkpoint/v1/gates/gate-01")]
    [InlineData("checkpoint/v1/gates/gate-01/records/")]
    [InlineData("checkpoint/v1/gates/gate-01/commands")]
    [InlineData("checkpoint/v1/gates//records")]
    [InlineData("checkpoint/v1/gates/Gate-01/records")]
    [InlineData("checkpoint/v2/gates/gate-01/records")]
    [InlineData("")]
    public void A_foreign_topic_is_no_gate_s(string topic) => Assert.False(Topics.TryParse(topic, out _, out _));

    [Fact]
    public void A_record_survives_JSON_field_by_field() => Assert.All(
        SampleRecords.OfEveryKind().Concat(SampleRecords.OfLaterFields()).Concat(SampleRecords.OfVersion12()), record => Assert.Equal(record, RecordJson.Read(RecordJson.Write(record))));

    [Fact]
    public void JSON_uses_the_names_and_units_of_the_contract() => Assert.Equal(
        """{"kind":"event","type":"door_forced","count":3,"detail":"held","seq":7,"time":{"microseconds":5,"error_microseconds":2},"maintenance":false}""",
        RecordJson.Write(new GateEvent { Seq = 7, Time = new RecordTime(5, 2), Type = GateEventType.DoorForced, Count = 3, Detail = "held" }));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"kind":"event","type":3}""")]
    [InlineData("""{"kind":"event"}""")]
    [InlineData("""{"kind":"ghost"}""")]
    public void What_is_not_a_record_s_JSON_is_refused(string json) =>
        Assert.ThrowsAny<Exception>(() => RecordJson.Read(json));

    [Theory]
    [InlineData("""{"state":"online","version":"0.1.0"}""", GateState.Online)]
    [InlineData("""{"state":"offline"}""", GateState.Offline)]
    public void A_status_is_read(string json, GateState state) =>
        Assert.Equal(state, GateStatus.TryParse(Encoding.UTF8.GetBytes(json))!.State);

    [Theory]
    [InlineData("")]
    [InlineData("online")]
    [InlineData("""{"state":"asleep"}""")]
    [InlineData("""{"state":7}""")]
    public void What_is_not_a_status_is_null(string json) => Assert.Null(GateStatus.TryParse(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData(3399, 0, "under")]
    [InlineData(3400, 1, "b340")]
    [InlineData(3409, 1, "b340")]
    [InlineData(3730, 34, "b373")]
    [InlineData(4209, 81, "b420")]
    [InlineData(4210, 82, "over")]
    public void A_body_temperature_falls_in_its_bin(int centiC, int bin, string name)
    {
        Assert.Equal(bin, BodyHistogram.BinOf(centiC));
        Assert.Equal(name, BodyHistogram.NameOf(bin));
    }

    [Fact]
    public void Ranges_cover_their_seqs_and_no_others() => Assert.Equal(
        [new SeqRange(1, 3), new SeqRange(5, 5), new SeqRange(8, 9)], SeqRange.Cover([9, 1, 2, 2, 3, 8, 5]));

    [Fact]
    public void Each_rule_names_the_field_that_breaks_it()
    {
        var screening = (Screening)SampleRecords.OfEveryKind()[1];
        Assert.Equal("seq_out_of_range", RecordRules.Check(screening with { Seq = 0 }));
        Assert.Equal("time_out_of_range", RecordRules.Check(screening with { Time = new RecordTime(0, 1) }));
        Assert.Equal("time_error_out_of_range", RecordRules.Check(screening with { Time = screening.Time with { ErrorMicroseconds = 0 } }));
        Assert.Equal("outcome_unknown", RecordRules.Check(screening with { Outcome = (ScreeningOutcome)9 }));
        Assert.Equal("surface_out_of_range", RecordRules.Check(screening with { SurfaceCentiC = 103755 }));
        Assert.Equal("ambient_out_of_range", RecordRules.Check(screening with { AmbientCentiC = -4001 }));
        Assert.Equal("air_out_of_range", RecordRules.Check(screening with { AirCentiC = -4001 }));
        Assert.Equal("air_out_of_range", RecordRules.Check(screening with { AirCentiC = 12501 }));
        Assert.Equal("verdict_without_body", RecordRules.Check(screening with { BodyCentiC = null }));
        Assert.Equal("first_seq_out_of_range", RecordRules.Check(screening with { FirstSeq = 42 }));
        Assert.Equal("detail_invalid", RecordRules.Check((GateEvent)SampleRecords.OfEveryKind()[4] with { Detail = "\u0007" }));
        var verdict = (GateEvent)SampleRecords.OfLaterFields()[6];
        Assert.Equal("screening_seq_out_of_range", RecordRules.Check(verdict with { ScreeningSeq = verdict.Seq }));
        Assert.Equal("screening_seq_out_of_range", RecordRules.Check(verdict with { ScreeningSeq = 0 }));
        Assert.Equal("screening_seq_out_of_place", RecordRules.Check(verdict with { Type = GateEventType.SensorTrusted }));
        Assert.Equal("count_out_of_range", RecordRules.Check((Summary)SampleRecords.OfEveryKind()[5] with { ManualFever = -1 }));
        Assert.Equal("count_out_of_range", RecordRules.Check((Summary)SampleRecords.OfEveryKind()[5] with { ManualNormal = RecordLimits.MaxCount + 1 }));
        Assert.Equal("ambient_sum_out_of_range", RecordRules.Check((Summary)SampleRecords.OfEveryKind()[5] with { AmbientSumCentiC = 9 }));
        Assert.Equal("counter_out_of_range", RecordRules.Check((Health)SampleRecords.OfEveryKind()[7] with { OutboxDepth = -1 }));
        Assert.Equal("counter_out_of_range", RecordRules.Check((Health)SampleRecords.OfEveryKind()[7] with { OutboxShed = RecordLimits.MaxCounter + 1 }));
        Assert.Equal("counter_out_of_range", RecordRules.Check((Health)SampleRecords.OfEveryKind()[7] with { OutboxRejected = -1 }));
    }
}
