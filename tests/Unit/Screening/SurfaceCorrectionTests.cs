using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

/// <summary>The numbers are the datasheet's and the fact sheet's, not this code's.</summary>
public class SurfaceCorrectionTests
{
    [Fact]
    public void A_supply_of_3_3_volts_reads_0_18_too_warm() => Assert.Equal(34.0, SurfaceCorrection.ForSupply(34.18, 3.3), 6);

    [Theory]
    [InlineData(22, 0.23)]
    [InlineData(-30, 0.94)]
    public void Skin_of_34_degrees_and_emissivity_0_98_reads_too_cold_by_its_surroundings(double surroundings, double error) =>
        Assert.Equal(34.0, SurfaceCorrection.ForEmissivity(34.0 - error, surroundings, 0.98), 2);

    [Fact]
    public void Offset_is_added_last() => Assert.Equal(
        34.3, SurfaceCorrection.Apply(34.18, 20, new ScreeningOptions { SupplyVolts = 3.3, Emissivity = 1, OffsetC = 0.3 }), 6);
}
