using Checkpoint.CloudIngest.Trends;

namespace Checkpoint.Tests.Unit.Trends;

public sealed class FeverRateTests
{
    [Fact]
    public void Of_nobody_there_is_no_rate() => Assert.Null(FeverRate.Of(0, 0));

    /// <summary>By Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_that_of_the_published_examples(long fevers, long persons, double low, double high)
    {
        var rate = FeverRate.Of(fevers, persons)!.Value;
        Assert.Equal((low, high), (Math.Round(rate.Low, 4), Math.Round(rate.High, 4)));
        Assert.Equal((double)fevers / persons, rate.Rate);
    }
}
