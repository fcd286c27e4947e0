using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;

namespace Checkpoint.Tests.Unit.DeviceSim.Fleet;

public sealed class PlausibleRecordsTests
{
    private const int Count = 20_000;

    private static readonly RecordTime Time = new(1_767_225_600_000_000, 3_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_record_keeps_the_contract(bool hasAirSensor)
    {
        Assert.All(Records(1, hasAirSensor), record => Assert.Null(RecordRules.Check(record)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_records_and_another_gives_others()
    {
        Assert.Equal(Records(3), Records(3));
        Assert.NotEqual(Records(3), Records(4));
    }

    [Fact]
    public void A_passage_names_the_normal_screening_right_before_it_or_the_one_that_a_volunteer_found_normal()
    {
        var records = Records(5);

        foreach (var passage in records.OfType<Passage>())
        {
            var before = records[(int)passage.Seq - 2];
            if (before is GateEvent verdict)
                Assert.Equal((GateEventType.ManualNormal, passage.ScreeningSeq), (verdict.Type, verdict.ScreeningSeq));
            else
                Assert.Equal((ScreeningOutcome.Normal, passage.ScreeningSeq), (((Screening)before).Outcome, before.Seq));
        }
    }

    [Fact]
    public void A_volunteer_s_verdict_names_the_screening_that_asked_for_it_right_before()
    {
        var records = Records(8);
        var verdicts = records.OfType<GateEvent>().Where(happening => happening.ScreeningSeq is not null).ToList();

        foreach (var verdict in verdicts)
        {
            var screening = Assert.IsType<Screening>(records[(int)verdict.Seq - 2]);
            Assert.Equal(verdict.ScreeningSeq, screening.Seq);
            Assert.True(screening.Outcome is ScreeningOutcome.Fever or ScreeningOutcome.Manual);
        }

        var asked = records.OfType<Screening>().Count(record => record.Outcome is ScreeningOutcome.Fever or ScreeningOutcome.Manual);
        Assert.InRange(asked - verdicts.Count, 0, 1);
        Assert.Equal([GateEventType.ManualNormal, GateEventType.ManualFever], verdicts.Select(verdict => verdict.Type).Distinct().Order());
    }

    [Fact]
    public void Only_a_gate_with_an_air_sensor_tells_the_air_which_the_thermometer_s_own_heat_lies_above()
    {
        Assert.All(Records(9).OfType<Screening>(), record => Assert.Null(record.AirCentiC));
        Assert.All(Records(9, hasAirSensor: true).OfType<Screening>(), record => Assert.InRange(record.AmbientCentiC!.Value - record.AirCentiC!.Value, 60, 100));
    }

    [Fact]
    public void A_second_attempt_names_the_first_and_nobody_is_asked_a_third_time()
    {
        var records = Records(6);

        foreach (var second in records.OfType<Screening>().Where(record => record.FirstSeq is not null))
        {
            var first = Assert.IsType<Screening>(records[(int)second.FirstSeq! - 1]);
            Assert.Equal(ScreeningOutcome.Retry, first.Outcome);
            Assert.NotEqual(ScreeningOutcome.Retry, second.Outcome);
        }
    }

    [Fact]
    public void Every_kind_and_outcome_comes_with_fevers_and_retries_rare()
    {
        var screenings = Records(7).OfType<Screening>().ToList();

        double Share(ScreeningOutcome outcome) => (double)screenings.Count(record => record.Outcome == outcome) / screenings.Count;
        Assert.InRange(Share(ScreeningOutcome.Fever), 0.002, 0.02);
        Assert.InRange(Share(ScreeningOutcome.Retry), 0.001, 0.05);
        Assert.InRange(screenings.Average(record => record.BodyCentiC!.Value), 3600, 3650);
        Assert.Contains(Records(7), record => record is GateEvent);
    }

    private static List<GateRecord> Records(int seed, bool hasAirSensor = false)
    {
        var source = new PlausibleRecords(seed, hasAirSensor);
        return [.. Enumerable.Range(1, Count).Select(seq => source.Next(seq, Time))];
    }
}
