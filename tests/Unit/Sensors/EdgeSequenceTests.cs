using Checkpoint.Gateway.Sensors.Linux;

namespace Checkpoint.Tests.Unit.Sensors;

public class EdgeSequenceTests
{
    private readonly EdgeSequence _sequence = new();

    [Fact]
    public void Edges_in_their_order_are_none_lost()
    {
        Come(1, 2, 3);

        Assert.False(_sequence.HasGap);
        Assert.Equal(0, LostAfterSettling());
    }

    [Fact]
    public void Edges_in_another_order_are_none_lost()
    {
        Come(2, 1, 4, 3);

        Assert.False(_sequence.HasGap);
        Assert.Equal(0, LostAfterSettling());
    }

    [Fact]
    public void An_edge_that_does_not_come_is_lost_once()
    {
        Come(1, 2, 4);

        Assert.True(_sequence.HasGap);
        Assert.Equal(1, LostAfterSettling());
        Come(5);
        Assert.False(_sequence.HasGap);
        Assert.Equal(1, LostAfterSettling());
    }

    [Fact]
    public void The_first_edges_can_be_lost_too()
    {
        Come(17);

        Assert.Equal(16, LostAfterSettling());
    }

    [Fact]
    public void An_edge_that_comes_after_it_was_given_up_hides_no_later_loss()
    {
        Come(1, 3);
        Assert.Equal(1, LostAfterSettling());

        Come(2, 5);

        Assert.True(_sequence.HasGap);
        Assert.Equal(2, LostAfterSettling());
    }

    [Fact]
    public void The_count_may_wrap_around()
    {
        var nearEnd = new EdgeSequence();
        nearEnd.Come(int.MaxValue);
        nearEnd.Settle();
        nearEnd.Come(uint.MaxValue - 1);
        nearEnd.Settle();
        var lost = nearEnd.Lost;

        nearEnd.Come(1);
        nearEnd.Come(uint.MaxValue);
        nearEnd.Come(0);

        Assert.False(nearEnd.HasGap);
        nearEnd.Settle();
        Assert.Equal(lost, nearEnd.Lost);
    }

    private void Come(params uint[] sequences)
    {
        foreach (var sequence in sequences)
            _sequence.Come(sequence);
    }

    private long LostAfterSettling()
    {
        _sequence.Settle();
        return _sequence.Lost;
    }
}
