using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

public sealed class OutbreakTests
{
    private static readonly DateTimeOffset Begin = new(2026, 2, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly Outbreak _outbreak = new(Begin, 4);

    [Fact]
    public void Before_its_begin_nothing_is_different()
    {
        Assert.Equal(1, _outbreak.Factor(Begin.AddDays(-3)));
        Assert.Equal(1, _outbreak.Factor(Begin));
    }

    [Fact]
    public void On_the_tenth_day_it_is_at_its_top_and_then_it_falls()
    {
        Assert.Equal(5, _outbreak.Factor(Begin.AddDays(10)), 9);
        Assert.All([1, 5, 9, 11, 15, 30], day => Assert.InRange(_outbreak.Factor(Begin.AddDays(day)), 1, 4.999));
        Assert.True(_outbreak.Factor(Begin.AddDays(40)) < 1.1);
    }
}
