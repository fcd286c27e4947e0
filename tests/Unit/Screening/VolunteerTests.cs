using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>Verdicts by contact thermometer, vehicles released, doors left by: what people's buttons do.</summary>
public class VolunteerTests
{
    private static readonly LineOptions WithButtons = new()
    {
        VerdictNormal = new LineWiring { Line = 23 }, VerdictFever = new LineWiring { Line = 24 },
    };

    private static readonly LineOptions VehicleLane = LineOptions.For(GateKind.Vehicle) with
    {
        VerdictNormal = new LineWiring { Line = 23 },
        VerdictFever = new LineWiring { Line = 24 },
        Release = new LineWiring { Line = 25 },
    };

    private static readonly LineOptions DoorWithExit =
        LineOptions.For(GateKind.Door) with { BeamOutside = new(), BeamInside = new(), Exit = new LineWiring { Line = 24 } };

    [Fact]
    public void Manual_lets_nobody_in_before_the_volunteer_has_said_normal()
    {
        var lane = Fever(new LaneScript(WithButtons)).Pass(3).GoIn().Press(LaneLine.VerdictNormal).GoIn();

        Assert.Equal([(false, 1L)], lane.Verdicts.Select(entered => (entered.IsFever, entered.Person!.Value)));
        Assert.Equal([(PassageEnd.Unscreened, null), (PassageEnd.Completed, (long?)1)], lane.Movements.Select(ended => (ended.End, ended.Person)));
    }

    [Fact]
    public void A_confirmed_fever_lets_nobody_in()
    {
        var lane = Fever(new LaneScript(WithButtons)).Press(LaneLine.VerdictFever).GoIn();

        Assert.Equal([(true, 1L)], lane.Verdicts.Select(entered => (entered.IsFever, entered.Person!.Value)));
        Assert.Equal(PassageEnd.Unscreened, lane.Movements.Single().End);
    }

    [Fact]
    public void Verdicts_go_to_those_who_wait_in_the_order_in_which_they_came()
    {
        var lane = Fever(new LaneScript(WithButtons)).Measure(3650).Pass(1);
        Manual(lane).Press(LaneLine.VerdictFever).Pass(1).Press(LaneLine.VerdictNormal).Pass(1).Press(LaneLine.VerdictNormal);

        Assert.Equal([1L, 3L, null], lane.Verdicts.Select(entered => entered.Person));
    }

    [Fact]
    public void Who_waited_too_long_has_gone_and_the_verdict_is_of_nobody() => Assert.Null(
        Manual(new LaneScript(WithButtons)).Pass(121).Press(LaneLine.VerdictNormal).Verdicts.Single().Person);

    [Fact]
    public void A_button_found_pressed_or_held_says_nothing_more()
    {
        var lane = Manual(new LaneScript(WithButtons));
        lane.Find(LaneLine.VerdictNormal, true).Pass(1).Set(LaneLine.VerdictNormal, false);

        Assert.Empty(lane.Verdicts);
        Assert.Single(lane.Set(LaneLine.VerdictNormal, true).Pass(1).Set(LaneLine.VerdictNormal, true).Verdicts);
    }

    [Fact]
    public void A_verdict_pressed_twice_in_haste_is_one_verdict_and_the_next_who_waits_keeps_waiting()
    {
        var lane = Manual(Fever(new LaneScript(WithButtons)).Pass(1));
        lane.Press(LaneLine.VerdictNormal).Pass(0.3).Press(LaneLine.VerdictNormal).GoIn().GoIn();

        Assert.Equal([1L], lane.Verdicts.Select(entered => entered.Person));
        Assert.Equal([PassageEnd.Completed, PassageEnd.Unscreened], lane.Movements.Select(ended => ended.End));
    }

    [Fact]
    public void A_fever_said_right_after_normal_counts() => Assert.Equal(
        [false, true],
        Manual(Fever(new LaneScript(WithButtons)).Pass(1)).Press(LaneLine.VerdictNormal).Pass(0.3).Press(LaneLine.VerdictFever)
            .Verdicts.Select(entered => entered.IsFever));

    [Fact]
    public void In_a_bus_too_full_to_remember_a_fever_is_not_forgotten_for_the_next_who_is_normal()
    {
        var lane = new LaneScript(VehicleLane);
        for (var i = 0; i < 32; i++)
            lane.Measure(3650).Pass(1);
        Fever(lane).Pass(1).Measure(3710).Pass(6).Measure(3650).Press(LaneLine.Release);

        Assert.Equal([false], Releases(lane));
    }

    [Fact]
    public void A_vehicle_goes_through_when_driver_and_passengers_are_normal()
    {
        var lane = new LaneScript(VehicleLane).Measure(3650).Pass(1).Measure(3640).Pass(1).Press(LaneLine.Release).GoIn();

        Assert.Equal([true], Releases(lane));
        Assert.Equal([(PassageEnd.Completed, (long?)1)], lane.Movements.Select(ended => (ended.End, ended.Person)));
    }

    [Fact]
    public void A_passenger_with_fever_holds_the_vehicle_until_the_volunteer_has_said_normal()
    {
        var lane = Fever(new LaneScript(VehicleLane).Measure(3650).Pass(1)).Press(LaneLine.Release).Pass(1)
            .Press(LaneLine.VerdictNormal).Pass(1).Press(LaneLine.Release);

        Assert.Equal([false, true], Releases(lane));
    }

    [Fact]
    public void A_confirmed_fever_sends_the_whole_vehicle_away_and_the_next_one_begins_anew()
    {
        var lane = Fever(new LaneScript(VehicleLane).Measure(3650).Pass(1)).Press(LaneLine.VerdictFever).Pass(1)
            .Press(LaneLine.Release).Pass(1).Measure(3650).Press(LaneLine.Release).GoIn();

        Assert.Equal([false, true], Releases(lane));
        Assert.Equal(3, lane.Movements.Single().Person);
    }

    [Fact]
    public void An_empty_or_forgotten_vehicle_is_not_released() => Assert.Equal(
        [false, false], Releases(new LaneScript(VehicleLane).Press(LaneLine.Release).Measure(3650).Pass(121).Press(LaneLine.Release)));

    [Fact]
    public void A_passenger_told_to_try_again_holds_the_vehicle_until_they_have() => Assert.Equal(
        [false, true],
        Releases(new LaneScript(VehicleLane).Measure(3650).Pass(1).Measure(3710).Press(LaneLine.Release).Pass(6)
            .Measure(3650).Press(LaneLine.Release)));

    [Fact]
    public void A_vehicle_that_leaves_with_somebody_undecided_is_dismissed_by_holding_the_release()
    {
        var lane = Fever(new LaneScript(VehicleLane)).Pass(1).Measure(3650).Press(LaneLine.Release);
        lane.Set(LaneLine.Release, true).Pass(3).Set(LaneLine.Release, false).Measure(3640).Pass(1).Press(LaneLine.Release).GoIn();

        Assert.Equal([false, false, true], Releases(lane));
        Assert.Equal(3, lane.Movements.Single().Person);
    }

    [Fact]
    public void A_door_that_opens_for_nobody_is_forced_where_exits_are_seen()
    {
        var lane = new LaneScript(DoorWithExit);
        Swing(lane.Press(LaneLine.Exit)).Pass(10);
        Swing(lane.Measure(3650));
        Swing(lane.Pass(2)).Pass(10);
        Swing(lane);

        Assert.Equal(
            [
                GateEventType.DoorOpened, GateEventType.DoorClosed, GateEventType.DoorOpened, GateEventType.DoorClosed,
                GateEventType.DoorOpened, GateEventType.DoorClosed, GateEventType.DoorForced, GateEventType.DoorClosed,
            ],
            lane.Events);
    }

    [Fact]
    public void Mains_gone_and_back_are_events() => Assert.Equal(
        [GateEventType.PowerLost, GateEventType.PowerRestored],
        new LaneScript().Set(LaneLine.PowerFail, true).Pass(60).Set(LaneLine.PowerFail, false).Events);

    [Fact]
    public void One_beam_blocked_for_a_minute_is_blind()
    {
        var lane = new LaneScript().Set(LaneLine.BeamInside, true).Pass(61).Set(LaneLine.BeamInside, false);

        Assert.Equal([GateEventType.BeamObstructed, GateEventType.BeamCleared], lane.Events);
        Assert.Equal("inside beam blocked", lane.Facts.OfType<Happened>().First().Detail);
    }

    private static LaneScript Swing(LaneScript lane) => lane.Set(LaneLine.Door, true).Pass(1).Set(LaneLine.Door, false);

    private static LaneScript Fever(LaneScript lane) => lane.Measure(3800).Pass(6).Measure(3800);

    private static LaneScript Manual(LaneScript lane)
    {
        var ambient = lane.Ambient;
        lane.Ambient = SensorReading.Good(1000);
        lane.Measure(3650);
        lane.Ambient = ambient;
        return lane.Pass(1);
    }

    private static IEnumerable<bool> Releases(LaneScript lane) => lane.Facts.OfType<ReleaseAsked>().Select(asked => asked.IsGranted);
}
