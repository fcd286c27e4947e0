using Checkpoint.DeviceSim.Figures;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures;

public class ShareTests
{
    /// <summary>The worked examples of Newcombe 1998, table I.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(20, 20, 0.8389, 1)]
    public void The_interval_is_wilsons(long count, long total, double least, double most)
    {
        var interval = new Share(count, total).Interval();

        Assert.Equal(least, interval.Least, 0.00005);
        Assert.Equal(most, interval.Most, 0.00005);
    }

    [Fact]
    public void A_share_of_nobody_says_nothing()
    {
        var nobody = new Share(0, 0);

        Assert.True(double.IsNaN(nobody.Value));
        Assert.Equal((0, 1), nobody.Interval());
    }

    [Fact]
    public void A_share_lies_within_its_interval() => Assert.All(Enumerable.Range(0, 51), count =>
    {
        var share = new Share(count, 50);
        var (least, most) = share.Interval();
        Assert.InRange(share.Value, least, most);
        Assert.InRange(least, 0, 1);
        Assert.InRange(most, 0, 1);
    });
}
