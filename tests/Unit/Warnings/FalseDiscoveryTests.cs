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

        Assert.Equal(0.0095, FalseDiscovery.Threshold(probabilities, 0.05));
    }

    [Fact]
    public void Of_no_small_ones_none_is_believed() => Assert.Equal(0, FalseDiscovery.Threshold([0.2, 0.6], 0.05));

    [Fact]
    public void Without_tests_nothing_is_believed() => Assert.Equal(0, FalseDiscovery.Threshold([], 0.05));
}
