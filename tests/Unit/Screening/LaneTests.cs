using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Screenings;

public class LaneTests
{
    [Fact]
    public void Healthy_person_is_normal_after_fifteen_samples_and_passes_with_that_screening()
    {
        var lane = new LaneScript().Measure(3650).Pass(1).GoIn();

        var decided = Assert.Single(lane.Decided);
        Assert.Equal(ScreeningOutcome.Normal, decided.Verdict.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(1.4), decided.Dwell);
        var movement = Assert.Single(lane.Movements);
        Assert.Equal(
            (PassageDirection.Inward, PassageEnd.Completed, 1L), (movement.Direction, movement.End, movement.Person!.Value));
    }

    [Fact]
    public void Fever_needs_two_attempts_of_one_person_five_seconds_apart()
    {
        var lane = new LaneScript().Measure(3800).Pass(1).Set(LaneLine.Presence, true).Pass(10);

        Assert.Equal(["1.1 Retry", "1.2 Fever"], lane.Outcomes);
        Assert.True(lane.Facts.OfType<AttemptBegan>().Last().AtMicroseconds - lane.Decided.First().AtMicroseconds >= 5_000_000);
    }

    [Fact]
    public void Who_stays_after_a_retry_is_measured_again_when_the_pause_is_over() => Assert.Equal(
        ["1.1 Retry", "1.2 Retry", "1.3 Manual"], new LaneScript { Surface = SensorReading.Good(3710) }
            .Set(LaneLine.Presence, true).Pass(30).Outcomes);

    [Fact]
    public void Who_comes_long_after_a_retry_is_somebody_new() =>
        Assert.Equal(["1.1 Retry", "2.1 Retry"], new LaneScript().Measure(3710).Pass(31).Measure(3710).Outcomes);

    [Fact]
    public void Who_walks_in_on_a_retry_is_unscreened_and_the_next_is_somebody_new()
    {
        var lane = new LaneScript().Measure(3710).GoIn().Pass(5).Measure(3650);

        Assert.Equal(["1.1 Retry", "2.1 Normal"], lane.Outcomes);
        Assert.Equal((PassageEnd.Unscreened, null), (lane.Movements.Single().End, lane.Movements.Single().Person));
    }

    [Fact]
    public void Two_screened_one_after_the_other_pass_in_that_order() => Assert.Equal(
        [1L, 2L], new LaneScript().Measure(3650).Measure(3660).GoIn().GoIn().Movements.Select(movement => movement.Person));

    [Fact]
    public void One_screening_lets_one_person_in() => Assert.Equal(
        [PassageEnd.Completed, PassageEnd.Unscreened],
        new LaneScript().Measure(3650).GoIn().GoIn().Movements.Select(movement => movement.End));

    [Fact]
    public void A_screening_too_old_lets_nobody_in() => Assert.Equal(
        PassageEnd.Unscreened, new LaneScript().Measure(3650).Pass(16).GoIn().Movements.Single().End);

    [Fact]
    public void Who_turned_back_may_go_in_later_with_the_same_screening()
    {
        var lane = new LaneScript().Measure(3650)
            .Set(LaneLine.BeamOutside, true).Pass(0.1).Set(LaneLine.BeamOutside, false).Pass(1).GoIn();

        Assert.Equal(
            [(PassageEnd.Aborted, null), (PassageEnd.Completed, (long?)1)],
            lane.Movements.Select(movement => (movement.End, movement.Person)));
    }

    [Fact]
    public void Fever_lets_nobody_in() => Assert.Equal(
        PassageEnd.Unscreened, new LaneScript().Measure(3800).Pass(5).Measure(3800).GoIn().Movements.Single().End);

    [Fact]
    public void Going_out_needs_and_takes_no_screening()
    {
        var lane = new LaneScript().Measure(3650).GoOut().GoIn();

        Assert.Equal(
            [(PassageDirection.Outward, null), (PassageDirection.Inward, (long?)1)],
            lane.Movements.Select(movement => (movement.Direction, movement.Person)));
    }

    [Fact]
    public void After_manual_a_later_normal_screening_goes_first()
    {
        var lane = new LaneScript { Surface = SensorReading.Bad(SensorFailure.Nack), Ambient = SensorReading.Bad(SensorFailure.Nack) };
        lane.Set(LaneLine.Presence, true).Pass(1.6).Set(LaneLine.Presence, false);
        lane.Ambient = SensorReading.Good(2200);
        lane.Measure(3650).GoIn();

        Assert.Equal(["1.1 Manual", "2.1 Normal"], lane.Outcomes);
        Assert.Equal(2, lane.Movements.Single().Person);
    }

    [Fact]
    public void A_screening_that_was_not_recorded_lets_nobody_in()
    {
        var lane = new LaneScript().Measure(3650);
        lane.NotRecorded(lane.Decided.Single().Person).GoIn();

        Assert.Equal(PassageEnd.Unscreened, lane.Movements.Single().End);
    }

    [Fact]
    public void Who_leaves_at_once_left_too_early() => Assert.Equal(
        ScreeningReason.LeftTooEarly,
        new LaneScript().Set(LaneLine.Presence, true).Pass(0.3).Set(LaneLine.Presence, false).Decided.Single().Verdict.Reason);

    [Fact]
    public void A_sensor_that_warms_up_quickly_gives_no_verdict()
    {
        var lane = new LaneScript();
        for (var i = 0; i < 12; i++)
        {
            lane.Ambient = SensorReading.Good(2000 + (i * 20));
            lane.Pass(10);
        }

        Assert.Equal(ScreeningReason.SensorTemperatureDrifting, lane.Measure(3650).Decided.Single().Verdict.Reason);
    }

    [Fact]
    public void Three_failures_are_a_fault_and_one_good_reading_ends_it()
    {
        var lane = new LaneScript { Ambient = SensorReading.Bad(SensorFailure.Nack) };
        lane.Pass(25);
        Assert.Equal([GateEventType.SensorFault], lane.Events);
        lane.Ambient = SensorReading.Good(2200);

        Assert.Equal([GateEventType.SensorFault, GateEventType.SensorRecovered], lane.Pass(10).Events);
    }

    [Fact]
    public void Beams_blocked_for_ten_seconds_are_an_obstruction_until_they_clear() => Assert.Equal(
        [GateEventType.BeamObstructed, GateEventType.BeamCleared],
        new LaneScript().Set(LaneLine.BeamOutside, true).Set(LaneLine.BeamInside, true).Pass(11)
            .Set(LaneLine.BeamOutside, false).Pass(1).Set(LaneLine.BeamInside, false).Events);

    [Fact]
    public void Tampering_is_told_and_its_end_too() => Assert.Equal(
        [GateEventType.Tamper, GateEventType.TamperRestored],
        new LaneScript().Set(LaneLine.Tamper, true).Pass(1).Set(LaneLine.Tamper, false).Events);

    [Fact]
    public void Who_stands_there_all_the_while_is_not_forgotten_however_short_the_memory()
    {
        var lane = new LaneScript(options: LaneScript.Plain with { PersonForgottenAfter = LaneScript.Plain.RetryDelay });

        lane.Surface = SensorReading.Good(3800);
        Assert.Equal(["1.1 Retry", "1.2 Fever"], lane.Set(LaneLine.Presence, true).Pass(10).Outcomes);
    }

    [Fact]
    public void A_door_without_beams_counts_who_it_opened_for()
    {
        var lane = new LaneScript(GateKind.Door, hasBeams: false).Measure(3650)
            .Set(LaneLine.Door, true).Pass(3).Set(LaneLine.Door, false);

        Assert.Equal([GateEventType.DoorOpened, GateEventType.DoorClosed], lane.Events);
        Assert.Equal((PassageEnd.Completed, 1L), (lane.Movements.Single().End, lane.Movements.Single().Person!.Value));
    }

    [Fact]
    public void A_door_opened_for_nobody_screened_is_an_event_and_no_passage()
    {
        var lane = new LaneScript(GateKind.Door, hasBeams: false).Set(LaneLine.Door, true).Pass(31).Set(LaneLine.Door, false);

        Assert.Equal([GateEventType.DoorOpened, GateEventType.DoorHeld, GateEventType.DoorClosed], lane.Events);
        Assert.Empty(lane.Movements);
    }

    [Fact]
    public void A_sensors_own_correction_goes_before_that_of_the_options()
    {
        var standing = new SensorStanding { Correction = new SensorCorrection(1, 0.5, 1) };
        var script = new LaneScript(new LineOptions(), LaneScript.Plain with { OffsetC = -2 }, standing);
        script.Measure(3600);
        Assert.Equal(3650, script.Decided.Single().Verdict.BodyCentiC);
    }
}
