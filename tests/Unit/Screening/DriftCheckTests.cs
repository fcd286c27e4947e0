using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Tests.Unit.Screenings;

public class DriftCheckTests
{
    private static readonly SensorStanding Known = new() { Correction = new SensorCorrection(1, 0, 1), UsualBodyCentiC = 3650 };

    private readonly DriftCheck _drift = new(new DoubtOptions { DriftPeople = 20, DriftSpan = TimeSpan.FromMinutes(1) });
    private readonly List<LaneFact> _facts = [];
    private long _now;

    [Fact]
    public void People_who_read_otherwise_than_before_the_start_make_the_sensor_drift()
    {
        _drift.Begin(Known);
        People(3690);
        Assert.Equal("drifting: people read +0.40 °C from their usual", _drift.Doubt);
        Assert.Empty(_facts);
    }

    [Theory]
    [InlineData(2UL, 0)]
    [InlineData(1UL, 0.4)]
    public void Another_sensor_or_correction_ends_the_doubt_and_learns_anew(ulong sensor, double offsetC)
    {
        _drift.Begin(Known);
        People(3690);
        _drift.Begin(new SensorStanding { Correction = new SensorCorrection(sensor, offsetC, 1) });
        Assert.Null(_drift.Doubt);
        People(3690);
        Assert.Null(_drift.Doubt);
        Assert.Equal(3690, Assert.IsType<UsualBodyLearned>(Assert.Single(_facts)).CentiC);
    }

    [Fact]
    public void A_sensor_that_was_away_and_is_the_same_goes_on_drifting()
    {
        _drift.Begin(Known);
        People(3690);
        _drift.Begin(SensorStanding.Unknown);
        _drift.Begin(Known);
        Assert.NotNull(_drift.Doubt);
    }

    [Fact]
    public void Fewer_people_than_are_needed_say_nothing_however_long_it_takes()
    {
        _drift.Begin(Known);
        for (var i = 0; i < 19; i++)
            _drift.OnBody(3690, _now += 3_600_000_000, _facts);
        Assert.Null(_drift.Doubt);
    }

    private void People(int bodyCentiC)
    {
        for (var i = 0; i < 21; i++)
            _drift.OnBody(bodyCentiC, _now += 3_000_000, _facts);
    }
}
