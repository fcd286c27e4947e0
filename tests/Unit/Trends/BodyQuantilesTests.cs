using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Unit.Trends;

public sealed class BodyQuantilesTests
{
    [Fact]
    public void Of_nothing_there_is_none() => Assert.Null(BodyQuantiles.Of(Count([]), 0.5));

    [Theory]
    [InlineData(new[] { 3660 }, 36.65)]
    [InlineData(new[] { 3660, 3669 }, 36.65)]
    [InlineData(new[] { 3300 }, 34.0)]
    [InlineData(new[] { 4300 }, 42.1)]
    [InlineData(new[] { 3400 }, 34.05)]
    [InlineData(new[] { 4209 }, 42.05)]
    public void A_median_lies_in_its_bin_and_at_the_scales_end_beyond_it(int[] bodies, double expected) =>
        Assert.Equal(expected, BodyQuantiles.Of(Count(bodies), 0.5));

    [Fact]
    public void Each_is_within_a_bin_of_the_temperature_of_its_rank() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Gen.Choose(3400, 4209).NonEmptyListOf().ToArbitrary(), bodies =>
        {
            foreach (var share in new[] { 0.05, 0.5, 0.95 })
            {
                var rank = (int)Math.Ceiling(share * bodies.Count) - 1;
                Assert.InRange((BodyQuantiles.Of(Count(bodies), share) ?? 0) - (bodies.Order().ElementAt(rank) / 100.0), -0.1001, 0.1001);
            }
        }));

    private static long[] Count(IEnumerable<int> bodies)
    {
        var counts = new long[BodyHistogram.Over + 1];
        foreach (var body in bodies)
            counts[BodyHistogram.BinOf(body)]++;
        return counts;
    }
}
