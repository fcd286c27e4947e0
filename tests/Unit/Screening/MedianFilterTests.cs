using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

public class MedianFilterTests
{
    [Fact]
    public void A_single_wrong_sample_disappears() =>
        Assert.Equal([3400, 3401, 3401], MedianFilter.OfThree([3400, 3400, 9999, 3401, 3401]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Fewer_than_three_samples_give_none(int count) =>
        Assert.Empty(MedianFilter.OfThree(Enumerable.Repeat(3400, count).ToList()));
}
