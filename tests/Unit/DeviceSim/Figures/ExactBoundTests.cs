using Checkpoint.DeviceSim.Figures;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures;

public class ExactBoundTests
{
    /// <summary>None: 1 − 0.05^(1/n). Others: the 0.95 quantile of the beta distribution with k + 1 and n − k.</summary>
    [Theory]
    [InlineData(0, 1, 0.95)]
    [InlineData(0, 10, 0.258866)]
    [InlineData(0, 300, 0.009936)]
    [InlineData(0, 2_000_000, 1.497865e-6)]
    [InlineData(1, 10, 0.394163)]
    [InlineData(2, 10, 0.506901)]
    [InlineData(9, 10, 0.994884)]
    [InlineData(1, 2, 0.974679)]
    public void The_bound_is_clopper_and_pearson_s(long count, long total, double most) =>
        Assert.Equal(1, ExactBound.MostOf(new Share(count, total)) / most, 0.00001);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    public void Where_nothing_was_tried_or_all_went_wrong_anything_may_be(long count, long total) =>
        Assert.Equal(1, ExactBound.MostOf(new Share(count, total)));

    [Fact]
    public void For_none_of_many_it_is_the_rule_of_three() =>
        Assert.Equal(3.0 / 5000, ExactBound.MostOf(new Share(0, 5000)), 0.000002);

    [Fact]
    public void Beyond_it_so_few_are_seen_less_often_than_once_in_twenty()
    {
        var bound = ExactBound.MostOf(new Share(500, 10_000));

        // By the normal approximation, which is good to three digits here.
        Assert.Equal(0.05 + (1.645 * Math.Sqrt(0.05 * 0.95 / 10_000)), bound, 0.0002);
    }
}
