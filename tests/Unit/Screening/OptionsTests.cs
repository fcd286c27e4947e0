using Checkpoint.Contract;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

public class OptionsTests
{
    [Theory]
    [InlineData(GateKind.Pedestrian)]
    [InlineData(GateKind.Vehicle)]
    [InlineData(GateKind.Door)]
    public void Defaults_are_valid(GateKind kind)
    {
        Assert.Empty(LineOptions.For(kind).Validate("Lines"));
        Assert.Empty(new ScreeningOptions().Validate("Screening"));
    }

    [Fact]
    public void All_wrong_screening_keys_are_named_at_once()
    {
        var faults = new ScreeningOptions
        {
            SampleInterval = TimeSpan.Zero, SamplesWanted = 6, Emissivity = 98, ThresholdC = double.NaN, MaxRetries = -1,
        }.Validate("Screening");

        Assert.Superset(
            new HashSet<string>(["Screening:SampleInterval", "Screening:SamplesWanted", "Screening:Emissivity", "Screening:ThresholdC", "Screening:MaxRetries"]),
            faults.Select(fault => fault.Key).ToHashSet());
    }

    [Theory]
    [InlineData(10, 60, 60)]
    [InlineData(10, 60, 51)]
    [InlineData(30, 60, 10)]
    public void A_drift_that_could_never_be_known_is_refused(int intervalS, int windowS, int leastS) => Assert.Equal(
        ["Screening:DriftWindow"],
        new ScreeningOptions
        {
            AmbientInterval = TimeSpan.FromSeconds(intervalS), DriftWindow = TimeSpan.FromSeconds(windowS), LeastDriftSpan = TimeSpan.FromSeconds(leastS),
        }.Validate("Screening").Select(fault => fault.Key));

    [Fact]
    public void Two_parts_on_one_line_are_named_with_the_line()
    {
        var faults = new LineOptions { GreenLine = 17 }.Validate("Lines");

        Assert.Equal(["Lines:GreenLine: line 17 is already used by Presence:Line"], faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void What_a_kind_of_lane_cannot_do_without_is_named()
    {
        var none = new LineWiring();

        Assert.Contains("Lines:Presence:Line", Keys(new LineOptions { Presence = none }));
        Assert.Contains("Lines:BeamInside:Line", Keys(new LineOptions { BeamInside = none }));
        Assert.Contains("Lines:BeamOutside:Line", Keys(new LineOptions { BeamOutside = none, BeamInside = none }));
        Assert.Contains("Lines:Door:Line", Keys(LineOptions.For(GateKind.Door) with { Door = none }));
        Assert.Contains("Lines:RedLine", Keys(new LineOptions { RedLine = -1 }));
    }

    [Fact]
    public void A_door_needs_no_beams() => Assert.Empty(
        (LineOptions.For(GateKind.Door) with { BeamOutside = new(), BeamInside = new() }).Validate("Lines"));

    private static IEnumerable<string> Keys(LineOptions options) => options.Validate("Lines").Select(fault => fault.Key);
}
