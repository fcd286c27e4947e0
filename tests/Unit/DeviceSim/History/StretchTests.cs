using Checkpoint.DeviceSim.History;

namespace Checkpoint.Tests.Unit.DeviceSim.History;

public sealed class StretchTests
{
    private static readonly Stretch Whole = Hours(0, 24);

    [Fact]
    public void Without_nothing_all_of_it_is_left() => Assert.Equal([Whole], Whole.Without([]));

    [Fact]
    public void What_others_take_is_left_out_in_whatever_order_they_come() =>
        Assert.Equal([Hours(0, 2), Hours(5, 20), Hours(22, 24)], Whole.Without([Hours(20, 22), Hours(2, 4), Hours(3, 5)]));

    [Fact]
    public void Others_may_reach_over_either_end() =>
        Assert.Equal([Hours(3, 20)], Whole.Without([Hours(-5, 3), Hours(20, 30), Hours(40, 50)]));

    [Fact]
    public void Nothing_is_left_of_what_another_takes_as_a_whole() => Assert.Empty(Whole.Without([Hours(-1, 25)]));

    [Fact]
    public void Its_end_is_not_in_it()
    {
        Assert.True(Whole.Holds(Whole.From));
        Assert.False(Whole.Holds(Whole.Until));
    }

    private static Stretch Hours(int from, int until) => new(At(from), At(until));

    private static DateTimeOffset At(int hour) => new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.Zero).AddHours(hour);
}
