using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Tests.Hardware.Protocol;

namespace Checkpoint.Tests.Hardware;

/// <summary>A bus that does not acknowledge, garbles, sticks or hangs: what gets into the records, and what does not.</summary>
[Collection(nameof(OnTheBoard))]
public class FaultTests(BoardRun run)
{
    /// <summary>As board_i2c has it: 27.01 °C of the chip in its warm housing, 25.08 °C of the air, both without noise.</summary>
    private const int AmbientCentiC = 2701;

    private const int AirCentiC = 2508;

    /// <summary>The object's words vary by two counts of 0.02 K.</summary>
    private const int NoiseCentiC = 4;

    public static TheoryData<BusFault> Faults =>
        [BusFault.Nack, BusFault.WrongPec, BusFault.StuckHigh, BusFault.StuckLow, BusFault.ErrorFlag, BusFault.Timeout];

    [Theory]
    [MemberData(nameof(Faults))]
    public void With_every_third_transaction_at_fault_people_are_screened_as_ever(BusFault fault)
    {
        var screening = Assert.Single(run.Of<Screening>(VisitName.Under(fault, every: 3)));

        Assert.Equal((ScreeningOutcome.Normal, ScreeningReason.None), (screening.Outcome, screening.Reason));
        Assert.NotNull(screening.BodyCentiC);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void With_every_transaction_at_fault_a_volunteer_is_asked_and_no_temperature_told(BusFault fault)
    {
        var screening = Assert.Single(run.Of<Screening>(VisitName.Under(fault, every: 1)));

        Assert.Equal((ScreeningOutcome.Manual, ScreeningReason.SensorFault), (screening.Outcome, screening.Reason));
        Assert.Equal((null, null, null), (screening.BodyCentiC, screening.SurfaceCentiC, screening.AmbientCentiC));
    }

    [Fact]
    public void No_record_has_a_temperature_that_was_not_there()
    {
        var options = GatewayConfiguration.Load(Path.Combine(AppContext.BaseDirectory, "board.json")).Screening;
        foreach (var visit in run.Protocol.Visits)
        {
            foreach (var screening in run.Of<Screening>(visit.Name))
            {
                Assert.True(screening.AmbientCentiC is null or AmbientCentiC, $"{visit.Name}: {screening}");
                Assert.True(screening.AirCentiC is null or AirCentiC, $"{visit.Name}: {screening}");
                Assert.True(screening.SurfaceCentiC is not { } surface || WasThere(visit, surface), $"{visit.Name}: {screening}");
                Assert.True(screening.BodyCentiC is not { } body || Follows(screening, body, options), $"{visit.Name}: {screening}");
            }
        }
    }

    [Fact]
    public void No_record_is_made_outside_the_visits_that_are_looked_at()
    {
        var screenings = run.Records.Count(kept => kept.Record is Screening);

        Assert.Equal(screenings, run.Protocol.Visits.Sum(visit => run.Of<Screening>(visit.Name).Count));
    }

    [Fact]
    public void Each_fault_of_the_sensor_and_each_recovery_is_told()
    {
        // One for each, and now and then one more for three flagged words in a row.
        Assert.InRange(CountOf(GateEventType.SensorFault), Faults.Count, Faults.Count + 2);
        Assert.Equal(CountOf(GateEventType.SensorFault), CountOf(GateEventType.SensorRecovered));
        Assert.Equal("nack", Events(GateEventType.SensorFault).First().Detail);
    }

    [Fact]
    public void An_air_sensor_that_fails_is_told_and_one_that_works_counts()
    {
        Assert.True(CountOf(GateEventType.AirSensorFault) > 0);
        Assert.All(
            run.Of<Screening>(VisitName.Plain).Concat(run.Of<Screening>(VisitName.Fever)),
            screening => Assert.Equal(AirCentiC, screening.AirCentiC));
    }

    [Fact]
    public void A_sensor_that_says_the_same_word_again_and_again_is_not_believed()
    {
        var screening = Assert.Single(run.Of<Screening>(VisitName.StuckSensor));

        Assert.Equal((ScreeningOutcome.Manual, ScreeningReason.SensorDoubtful), (screening.Outcome, screening.Reason));
        Assert.Equal(1, Events(GateEventType.SensorDoubtful).Count(told => told.Detail.StartsWith("stuck", StringComparison.Ordinal)));
        Assert.True(CountOf(GateEventType.SensorTrusted) > 0);
    }

    private static bool WasThere(Visit visit, int surfaceCentiC) => visit.ForeheadWords.Exists(word =>
        Math.Abs((word * 2) - 27315 - surfaceCentiC) <= NoiseCentiC);

    /// <summary>By the formulas that the unit tests hold to their sources, a hundredth up or down for rounding.</summary>
    private static bool Follows(Screening screening, int bodyCentiC, ScreeningOptions options)
    {
        var air = (screening.AirCentiC ?? screening.AmbientCentiC!.Value) / 100.0;
        var forehead = SurfaceCorrection.Apply(screening.SurfaceCentiC!.Value / 100.0, air, options);
        return Math.Abs((BodyModels.Estimate(forehead, air, options) * 100) - bodyCentiC) <= 1;
    }

    private int CountOf(GateEventType type) => Events(type).Sum(told => told.Count);

    private IEnumerable<GateEvent> Events(GateEventType type) =>
        run.Records.Select(kept => kept.Record).OfType<GateEvent>().Where(told => told.Type == type);
}
