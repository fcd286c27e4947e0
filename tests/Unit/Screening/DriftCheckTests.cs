using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Tests.Unit.Screenings;

public class DriftCheckTests
{
    private static readonly SensorStanding Known = new() { Correction = new SensorCorrection(1, 0, 1), UsualBodyCentiC = 3650 };

    private readonly DriftCheck _drift = new(new DoubtOptions { DriftPeople = 20 });
    private readonly List<LaneFact> _facts = [];

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

    private void People(int bodyCentiC)
    {
        for (var i = 0; i < 20; i++)
            _drift.OnBody(bodyCentiC, 0, _facts);
    }
}
