using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>A sensor that answers but is not to be believed decides nobody, and is believed again when it shows cause.</summary>
public class SensorDoubtsTests
{
    [Fact]
    public void Ten_identical_words_are_a_stuck_sensor_until_the_word_moves()
    {
        var lane = new LaneScript { IsStuck = true };
        lane.Measure(3650);
        lane.IsStuck = false;
        lane.Measure(3650);

        Assert.Equal([(ScreeningOutcome.Manual, ScreeningReason.SensorDoubtful), (ScreeningOutcome.Normal, ScreeningReason.None)], Said(lane));
        Assert.Equal(["stuck: 10 identical readings", ""], Details(lane));
    }

    [Fact]
    public void Who_steps_away_before_the_tenth_identical_word_is_not_normal_by_it()
    {
        var lane = new LaneScript { IsStuck = true, Surface = SensorReading.Good(3660) };
        lane.Set(LaneLine.Presence, true).Pass(0.85).Set(LaneLine.Presence, false);

        Assert.Equal([(ScreeningOutcome.Manual, ScreeningReason.SensorDoubtful)], Said(lane));
        Assert.Equal(["stuck: 9 identical readings"], Details(lane));
    }

    [Fact]
    public void An_empty_wall_may_read_the_same_for_long()
    {
        var lane = new LaneScript { IsStuck = true, Surface = SensorReading.Good(1900) };
        lane.Pass(600);

        Assert.Empty(lane.Events);
    }

    [Fact]
    public void Three_people_as_warm_as_the_sensor_are_a_blocked_lens_and_the_next_warm_one_is_measured()
    {
        var lane = new LaneScript();
        foreach (var cover in new[] { 2190, 2230, 2150 })
            lane.Measure(cover).Pass(31);
        lane.Measure(3650);

        Assert.Equal(
            [ScreeningReason.BodyBelowRange, ScreeningReason.BodyBelowRange, ScreeningReason.SensorDoubtful, ScreeningReason.None],
            Said(lane).Select(said => said.Reason));
        Assert.Equal([GateEventType.SensorDoubtful, GateEventType.SensorTrusted], lane.Events);
    }

    [Fact]
    public void A_cart_between_people_blocks_nothing()
    {
        var lane = new LaneScript();
        for (var i = 0; i < 4; i++)
            lane.Measure(2200).Pass(31).Measure(3650).Pass(31);

        Assert.Empty(lane.Events);
        Assert.Equal(4, lane.Decided.Count(decided => decided.Verdict.Outcome == ScreeningOutcome.Normal));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(600)]
    public void Frost_shows_in_the_empty_lane_before_anybody_comes_and_goes_with_it(int dropCentiC)
    {
        var lane = new LaneScript { Surface = SensorReading.Good(1900) };
        lane.Pass(600);
        lane.Surface = SensorReading.Good(1900 - dropCentiC);
        lane.Pass(70);
        Assert.Equal([$"frosted: the empty lane reads {dropCentiC / 100}.0 °C below its usual"], Details(lane));
        lane.Measure(3650);
        lane.Surface = SensorReading.Good(1900);
        lane.Pass(70).Measure(3650);

        Assert.Equal([ScreeningReason.SensorDoubtful, ScreeningReason.None], Said(lane).Select(said => said.Reason));
        Assert.Equal([GateEventType.SensorDoubtful, GateEventType.SensorTrusted], lane.Events);
    }

    [Fact]
    public void A_lens_that_stays_dirty_stays_in_doubt()
    {
        var lane = new LaneScript { Surface = SensorReading.Good(1900) };
        lane.Pass(600);
        lane.Surface = SensorReading.Good(1600);

        Assert.Equal([GateEventType.SensorDoubtful], lane.Pass(7200).Events);
    }

    [Fact]
    public void A_days_median_of_people_is_learned_and_its_moving_away_is_drift_until_it_is_back()
    {
        var lane = new LaneScript();
        MeasureDay(lane, 3640);
        var learned = Assert.Single(lane.Facts.OfType<UsualBodyLearned>());
        MeasureDay(lane, 3675);
        Assert.Equal(["drifting: people read +0.35 °C from their usual"], Details(lane));
        lane.Measure(3640);
        Assert.Equal((ScreeningOutcome.Manual, ScreeningReason.SensorDoubtful), Said(lane).Last());
        MeasureDay(lane, 3640);

        Assert.Equal(3640, learned.CentiC);
        Assert.Equal([GateEventType.SensorDoubtful, GateEventType.SensorTrusted], lane.Events);
    }

    [Fact]
    public void People_who_are_warmer_in_the_evening_are_no_drift()
    {
        var lane = new LaneScript();
        for (var day = 0; day < 4; day++)
        {
            for (var person = 0; person < 240; person++)
                lane.Measure(3625 + (int)(35 * Math.Sin(2 * Math.PI * person / 240))).Pass(360);
        }

        Assert.Empty(lane.Events);
        Assert.Single(lane.Facts.OfType<UsualBodyLearned>());
    }

    [Fact]
    public void A_usual_learned_before_the_start_counts()
    {
        var lane = new LaneScript(new LineOptions(), standing: new SensorStanding { UsualBodyCentiC = 3600 });
        MeasureDay(lane, 3640);

        Assert.Empty(lane.Facts.OfType<UsualBodyLearned>());
        Assert.Equal([GateEventType.SensorDoubtful], lane.Events);
    }

    [Fact]
    public void A_sensor_that_is_not_known_or_is_another_one_decides_nobody()
    {
        var lane = new LaneScript(new LineOptions(), standing: new SensorStanding { Doubt = "calibrated for another" });
        lane.Measure(3650);
        lane.Look(new SensorStanding()).Measure(3650);

        Assert.Equal([ScreeningReason.SensorDoubtful, ScreeningReason.None], Said(lane).Select(said => said.Reason));
        Assert.Equal(["calibrated for another", ""], Details(lane));
    }

    [Fact]
    public void Doubt_of_two_kinds_is_told_twice_and_trust_once()
    {
        var lane = new LaneScript(new LineOptions(), standing: new SensorStanding { Doubt = "another" }) { IsStuck = true };
        lane.Measure(3650);
        lane.IsStuck = false;
        lane.Measure(3650).Look(new SensorStanding());

        Assert.Equal([GateEventType.SensorDoubtful, GateEventType.SensorDoubtful, GateEventType.SensorTrusted], lane.Events);
    }

    private static void MeasureDay(LaneScript lane, int surfaceCentiC)
    {
        for (var i = 0; i < 240; i++)
            lane.Measure(surfaceCentiC).Pass(360);
    }

    private static IEnumerable<(ScreeningOutcome Outcome, ScreeningReason Reason)> Said(LaneScript lane) =>
        lane.Decided.Select(decided => (decided.Verdict.Outcome, decided.Verdict.Reason));

    private static IEnumerable<string> Details(LaneScript lane) => lane.Facts.OfType<Happened>().Select(happened => happened.Detail);
}
