using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;
using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>Cold is the normal case.</summary>
public class ColdTests
{
    private static readonly ScreeningOptions WalkUp = LaneScript.Plain with { OutdoorC = -35 };

    /// <summary>Dzien 2020, about 0 °C outside: 3.43 at once, 1.72 a minute later, 0.84 after three, 0.53 after five.</summary>
    [Theory]
    [InlineData(0, 3.43)]
    [InlineData(1, 1.70)]
    [InlineData(3, 0.82)]
    [InlineData(5, 0.51)]
    [InlineData(60, 0)]
    public void Skin_warms_as_it_was_measured_to(double minutes, double deficitC) =>
        Assert.Equal(deficitC, Rewarming.DeficitC(TimeSpan.FromMinutes(minutes), 20.5 - (3.43 / 0.1475)), 0.02);

    [Fact]
    public void Warm_outside_air_takes_nothing_away() => Assert.Equal(0, Rewarming.DeficitC(TimeSpan.Zero, 30));

    [Theory]
    [InlineData(3310)]
    [InlineData(3500)]
    [InlineData(3650)]
    [InlineData(3729)]
    public void Whoever_walks_up_from_outside_is_never_normal_where_nobody_knows_how_cold_it_is(int surfaceCentiC)
    {
        var verdict = new LaneScript(options: WalkUp).Measure(surfaceCentiC).Decided.Single().Verdict;

        Assert.Equal(
            (ScreeningOutcome.Manual, ScreeningReason.NotAcclimatised, ScreeningQuality.Indicative),
            (verdict.Outcome, verdict.Reason, verdict.Quality));
    }

    [Fact]
    public void Fever_is_found_all_the_same_since_cold_makes_none() => Assert.Equal(
        ["1.1 Retry", "1.2 Fever"], new LaneScript(options: WalkUp) { Surface = SensorReading.Good(3800) }
            .Set(LaneLine.Presence, true).Pass(10).Outcomes);

    [Theory]
    [InlineData(2000, ScreeningOutcome.Normal)]
    [InlineData(1800, ScreeningOutcome.Normal)]
    [InlineData(500, ScreeningOutcome.Manual)]
    [InlineData(-2500, ScreeningOutcome.Manual)]
    public void An_outdoor_sensor_knows_when_it_is_warm_enough(int outdoorCentiC, ScreeningOutcome outcome) => Assert.Equal(
        outcome,
        new LaneScript(options: WalkUp).Air(null, SensorReading.Good(outdoorCentiC)).Measure(3650).Decided.Single().Verdict.Outcome);

    /// <summary>After ten minutes from -25 °C skin may still be 0.32 °C too cold.</summary>
    [Theory]
    [InlineData(3667, ScreeningOutcome.Normal)]
    [InlineData(3669, ScreeningOutcome.Retry)]
    public void What_the_cold_may_still_hide_is_added_before_somebody_is_called_normal(int surfaceCentiC, ScreeningOutcome outcome) => Assert.Equal(
        outcome,
        new LaneScript(options: LaneScript.Plain with { LeastIndoors = TimeSpan.FromMinutes(10) })
            .Air(null, SensorReading.Good(-2500)).Measure(surfaceCentiC).Decided.Single().Verdict.Outcome);

    /// <summary>Skin 0.32 °C too cold is a body 0.38 °C too cold, by a heat balance with k = 0.19.</summary>
    [Theory]
    [InlineData(3427, ScreeningOutcome.Normal)]
    [InlineData(3432, ScreeningOutcome.Retry)]
    public void What_the_cold_takes_from_the_skin_goes_through_the_model_too(int surfaceCentiC, ScreeningOutcome outcome) => Assert.Equal(
        outcome,
        new LaneScript(options: LaneScript.Plain with { HeatBalanceK = 0.19, LeastIndoors = TimeSpan.FromMinutes(10) })
            .Air(null, SensorReading.Good(-2500)).Measure(surfaceCentiC).Decided.Single().Verdict.Outcome);

    [Fact]
    public void An_outdoor_sensor_that_fails_leaves_the_coldest_that_was_stated()
    {
        var lane = new LaneScript(options: WalkUp).Air(null, SensorReading.Good(2000));
        for (var i = 0; i < 3; i++)
            lane.Air(null, SensorReading.Bad(SensorFailure.WrongChip));
        lane.Measure(3650);

        Assert.Equal("outdoor: wrong_chip", lane.Facts.OfType<Happened>().Single().Detail);
        Assert.Equal(ScreeningReason.NotAcclimatised, lane.Decided.Single().Verdict.Reason);
    }

    [Fact]
    public void The_vestibules_air_is_what_the_model_is_given_and_recorded()
    {
        var options = new ScreeningOptions { OutdoorC = 20.5, Emissivity = 1 };
        var lane = new LaneScript(options: options) { Ambient = SensorReading.Good(3000) }.Air(SensorReading.Good(1800), null).Measure(3350);

        var verdict = lane.Decided.Single().Verdict;
        Assert.Equal((1800, 3000), (verdict.AirCentiC!.Value, verdict.AmbientCentiC!.Value));
        Assert.Equal(3645, verdict.BodyCentiC);
    }

    [Fact]
    public void Air_that_is_said_to_be_warmer_than_the_thermometer_hides_no_fever() => Assert.Equal(
        ScreeningReason.FeverUnconfirmed,
        new LaneScript(options: new ScreeningOptions { OutdoorC = 20.5, Emissivity = 1 })
            .Air(SensorReading.Good(3500), null).Measure(3500).Decided.Single().Verdict.Reason);

    [Theory]
    [InlineData(BodyModel.HeatBalance, 999, ScreeningReason.AirTooCold)]
    [InlineData(BodyModel.HeatBalance, 1000, ScreeningReason.None)]
    [InlineData(BodyModel.MelexisReference, -1, ScreeningReason.AirTooCold)]
    public void Air_colder_than_the_model_holds_for_leaves_it_to_a_volunteer(BodyModel model, int airCentiC, ScreeningReason reason)
    {
        var options = LaneScript.Plain with { Model = model };
        var lane = new LaneScript(options: options).Air(SensorReading.Good(airCentiC), null).Measure(3650);

        Assert.Equal(reason, lane.Decided.Single().Verdict.Reason);
    }

    [Fact]
    public void A_part_that_is_not_medical_gives_a_hint_only()
    {
        var lane = new LaneScript(new LineOptions(), standing: new SensorStanding { IsMedical = false }).Measure(3650);

        Assert.Equal(
            (ScreeningOutcome.Normal, ScreeningQuality.Indicative, ScreeningReason.SensorNotMedical),
            lane.Decided.Select(decided => (decided.Verdict.Outcome, decided.Verdict.Quality, decided.Verdict.Reason)).Single());
    }

    [Fact]
    public void After_a_high_reading_normal_must_lie_clearly_lower()
    {
        var lane = new LaneScript().Measure(3710).Pass(6).Measure(3690).Pass(6).Measure(3679);

        Assert.Equal(["1.1 Retry", "1.2 Retry", "1.3 Normal"], lane.Outcomes);
    }
}
