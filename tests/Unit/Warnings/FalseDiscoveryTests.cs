using Checkpoint.CloudIngest.Warnings;

namespace Checkpoint.Tests.Unit.Warnings;

public sealed class FalseDiscoveryTests
{
    /// <summary>The example of the paper: fifteen tests, of which at a rate of 0.05 the four smallest are believed.</summary>
    [Fact]
    public void The_published_example_believes_its_four_smallest()
    {
        double[] probabilities =
        [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
        ];

        var rates = FalseDiscovery.Rates(probabilities);

        Assert.Equal(4, rates.Count(rate => rate <= 0.05));
        Assert.All(rates.Take(4), rate => Assert.InRange(rate, 0, 0.05));
        Assert.Equal(0.0095 * 15 / 4, rates[3], 1e-15);
    }

    [Fact]
    public void Rates_come_in_the_order_of_the_tests_and_never_fall_where_a_probability_rises()
    {
        var rates = FalseDiscovery.Rates([0.04, 0.001, 0.03, 0.5]);

        Assert.Equal([0.04 * 4 / 3, 0.004, 0.04 * 4 / 3, 0.5], rates);
    }

    [Fact]
    public void Of_no_small_ones_none_is_believed() => Assert.All(FalseDiscovery.Rates([0.2, 0.6]), rate => Assert.True(rate > 0.05));

    [Fact]
    public void Without_tests_there_are_no_rates() => Assert.Empty(FalseDiscovery.Rates([]));
}
