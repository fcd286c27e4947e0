using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>The decision table. Corrections are off and k is 0, so that a surface temperature is the body's.</summary>
public class JudgeTests
{
    private static readonly ScreeningOptions Plain = new() { Emissivity = 1, HeatBalanceK = 0 };

    [Theory]
    [InlineData(3500, 1, 0, ScreeningOutcome.Normal, ScreeningReason.None)]
    [InlineData(3699, 1, 0, ScreeningOutcome.Normal, ScreeningReason.None)]
    [InlineData(3699, 2, 1, ScreeningOutcome.Normal, ScreeningReason.None)]
    [InlineData(3700, 1, 0, ScreeningOutcome.Retry, ScreeningReason.NearThreshold)]
    [InlineData(3729, 2, 0, ScreeningOutcome.Retry, ScreeningReason.NearThreshold)]
    [InlineData(3729, 3, 0, ScreeningOutcome.Manual, ScreeningReason.RetriesExhausted)]
    [InlineData(3730, 1, 0, ScreeningOutcome.Retry, ScreeningReason.FeverUnconfirmed)]
    [InlineData(3730, 2, 0, ScreeningOutcome.Retry, ScreeningReason.FeverUnconfirmed)]
    [InlineData(3730, 2, 1, ScreeningOutcome.Fever, ScreeningReason.None)]
    [InlineData(3730, 3, 1, ScreeningOutcome.Fever, ScreeningReason.None)]
    [InlineData(3730, 3, 0, ScreeningOutcome.Manual, ScreeningReason.RetriesExhausted)]
    [InlineData(4200, 2, 1, ScreeningOutcome.Fever, ScreeningReason.None)]
    [InlineData(4201, 2, 1, ScreeningOutcome.Retry, ScreeningReason.BodyAboveRange)]
    [InlineData(3499, 1, 0, ScreeningOutcome.Retry, ScreeningReason.BodyBelowRange)]
    [InlineData(3499, 3, 0, ScreeningOutcome.Manual, ScreeningReason.RetriesExhausted)]
    public void Body_temperature_and_attempt_decide(
        int bodyCentiC, int number, int earlierFevers, ScreeningOutcome outcome, ScreeningReason reason)
    {
        var verdict = Judge.Decide(Attempt(bodyCentiC) with { Number = number, EarlierFevers = earlierFevers }, Plain);

        Assert.Equal((outcome, reason, bodyCentiC), (verdict.Outcome, verdict.Reason, verdict.BodyCentiC!.Value));
    }

    [Theory]
    [InlineData(1599, ScreeningReason.SensorTooCold, ScreeningQuality.Indicative)]
    [InlineData(1600, ScreeningReason.None, ScreeningQuality.Clinical)]
    [InlineData(4000, ScreeningReason.None, ScreeningQuality.Clinical)]
    [InlineData(4001, ScreeningReason.SensorTooWarm, ScreeningQuality.Indicative)]
    public void Sensor_temperature_outside_its_medical_range_leaves_it_to_a_volunteer(
        int ambientCentiC, ScreeningReason reason, ScreeningQuality quality)
    {
        var verdict = Judge.Decide(Attempt(3650) with { AmbientCentiC = ambientCentiC }, Plain);

        Assert.Equal((reason, quality), (verdict.Reason, verdict.Quality));
        Assert.Equal(reason == ScreeningReason.None ? ScreeningOutcome.Normal : ScreeningOutcome.Manual, verdict.Outcome);
    }

    [Theory]
    [InlineData(0.51, ScreeningReason.SensorTemperatureDrifting)]
    [InlineData(-0.51, ScreeningReason.SensorTemperatureDrifting)]
    [InlineData(0.5, ScreeningReason.None)]
    [InlineData(null, ScreeningReason.SensorTemperatureUnknown)]
    public void Drifting_sensor_asks_again(double? drift, ScreeningReason reason) =>
        Assert.Equal(reason, Judge.Decide(Attempt(3650) with { DriftCPerMinute = drift }, Plain).Reason);

    [Fact]
    public void Fever_while_the_sensor_drifts_does_not_count_as_one_of_two() =>
        Assert.False(Judge.Decide(Attempt(3800) with { DriftCPerMinute = 1 }, Plain).SaysFever);

    [Fact]
    public void Six_samples_are_too_few_since_the_median_takes_two() => Assert.Equal(
        (ScreeningOutcome.Retry, ScreeningReason.TooFewSamples),
        Outcome(Attempt(3650) with { SurfaceCentiC = Enumerable.Repeat(3650, 6).ToList() }));

    [Fact]
    public void Unsteady_samples_have_no_plateau() => Assert.Equal(
        (ScreeningOutcome.Retry, ScreeningReason.NoPlateau),
        Outcome(Attempt(3650) with { SurfaceCentiC = Enumerable.Range(0, 15).Select(i => 3000 + (40 * i)).ToList() }));

    [Fact]
    public void Who_leaves_before_a_plateau_left_too_early() => Assert.Equal(
        (ScreeningOutcome.Retry, ScreeningReason.LeftTooEarly),
        Outcome(Attempt(3650) with { SurfaceCentiC = [3650, 3650], LeftEarly = true }));

    [Fact]
    public void Who_leaves_after_a_plateau_is_judged() => Assert.Equal(
        (ScreeningOutcome.Normal, ScreeningReason.None),
        Outcome(Attempt(3650) with { SurfaceCentiC = Enumerable.Repeat(3650, 7).ToList(), LeftEarly = true }));

    [Fact]
    public void Only_failures_are_a_sensor_fault_for_a_person_to_check() => Assert.Equal(
        (ScreeningOutcome.Manual, ScreeningReason.SensorFault),
        Outcome(Attempt(3650) with { SurfaceCentiC = [], AmbientCentiC = null, Failures = 15 }));

    [Fact]
    public void Surface_without_sensor_temperature_is_a_sensor_fault() => Assert.Equal(
        (ScreeningOutcome.Manual, ScreeningReason.SensorFault), Outcome(Attempt(3650) with { AmbientCentiC = null, Failures = 15 }));

    [Fact]
    public void Surface_far_from_any_body_gives_no_body_and_asks_again()
    {
        var hot = Judge.Decide(Attempt(38219) with { AmbientCentiC = 2200 }, Plain with { HeatBalanceK = 0.5 });

        Assert.Equal((ScreeningOutcome.Retry, ScreeningReason.BodyAboveRange, null), (hot.Outcome, hot.Reason, hot.BodyCentiC));
    }

    [Fact]
    public void The_chips_last_ambient_word_still_fits_a_record() => Assert.Equal(
        12500, Judge.Decide(Attempt(3650) with { AmbientCentiC = 12501 }, Plain).AmbientCentiC);

    [Fact]
    public void Record_can_be_worked_out_again_from_its_own_integers()
    {
        var options = new ScreeningOptions();
        var verdict = Judge.Decide(Attempt(3366) with { AmbientCentiC = 2001 }, options);
        var again = BodyModels.Estimate(SurfaceCorrection.Apply(33.66, 20.01, options), 20.01, options);

        Assert.Equal((int)Math.Round(again * 100), verdict.BodyCentiC);
    }

    private static (ScreeningOutcome, ScreeningReason) Outcome(Attempt attempt)
    {
        var verdict = Judge.Decide(attempt, Plain);
        return (verdict.Outcome, verdict.Reason);
    }

    private static Attempt Attempt(int surfaceCentiC) => new()
    {
        Number = 1, SurfaceCentiC = Enumerable.Repeat(surfaceCentiC, 15).ToList(), Failures = 0, AmbientCentiC = 2200, DriftCPerMinute = 0,
    };
}
