using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

/// <summary>Against Dzien 2020: forehead readings after coming in from -5.5 to 0 °C.</summary>
public class ColdSkinTests
{
    private const double DzienOutdoorC = -2.75;

    /// <summary>Means 33.17, 34.90, 35.77 and 36.08 against 36.6 after an hour.</summary>
    [Theory]
    [InlineData(0, 3.43)]
    [InlineData(1, 1.70)]
    [InlineData(3, 0.83)]
    [InlineData(5, 0.52)]
    [InlineData(60, 0)]
    public void Foreheads_from_the_cold_rewarm_as_measured(double minutes, double deficitC) =>
        Assert.Equal(deficitC, ColdSkin.MeanDeficitC(minutes, DzienOutdoorC), 0.07);

    /// <summary>Deviations 1.45, 1.49, 1.10, 0.79 and 0.24; the last is what people differ by without any cold.</summary>
    [Theory]
    [InlineData(0, 3.43, 1.45)]
    [InlineData(1, 1.70, 1.49)]
    [InlineData(3, 0.83, 1.10)]
    [InlineData(5, 0.52, 0.79)]
    [InlineData(60, 0, 0.24)]
    public void People_differ_in_it_as_measured(double minutes, double meanC, double deviationC)
    {
        var random = new Random(1);
        var drawn = Enumerable.Range(0, 100_000)
            .Select(_ => ColdSkin.DeficitC(minutes, DzienOutdoorC, random.NextDouble()) + random.Normal(0.24)).ToList();
        var mean = drawn.Average();

        Assert.Equal(meanC, mean, 0.07);
        Assert.Equal(deviationC, Math.Sqrt(drawn.Average(deficit => Math.Pow(deficit - mean, 2))), 0.06);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(0.99999)]
    public void Nobody_s_skin_is_warmed_by_the_cold_or_goes_on_cooling_indoors(double rank)
    {
        var deficits = Enumerable.Range(0, 100).Select(tenths => ColdSkin.DeficitC(tenths / 10.0, -25, rank)).ToList();

        Assert.All(deficits, deficit => Assert.True(deficit >= 0));
        Assert.All(deficits.Zip(deficits.Skip(1)), pair => Assert.True(pair.Second <= pair.First * 1.02));
    }

    [Fact]
    public void Nobody_is_cold_who_comes_from_the_warm() => Assert.Equal(0, ColdSkin.DeficitC(0, 25, 0.9));
}
