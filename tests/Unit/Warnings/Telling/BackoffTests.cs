using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.Tests.Unit.Warnings.Telling;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 20)]
    [InlineData(5, 320)]
    [InlineData(9, 3_600)]
    [InlineData(int.MaxValue, 3_600)]
    public void It_doubles_up_to_an_hour_a_fifth_more_or_less(int tries, double seconds)
    {
        var waits = Enumerable.Range(0, 100).Select(seed => Backoff.After(tries, new Random(seed)).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, seconds * 0.8, seconds * 1.2));
        Assert.True(waits.Distinct().Count() > 50);
    }
}
