using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Screenings.Facts;

namespace Checkpoint.Tests.Unit.Screenings;

public class EventFoldingTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void The_first_passes_and_its_repeats_become_one_when_the_minute_is_over()
    {
        var folding = new EventFolding();

        Assert.True(folding.Passes(Fault(0)));
        Assert.False(folding.Passes(Fault(10)));
        Assert.False(folding.Passes(Fault(20)));
        Assert.Empty(folding.TakeDue(59 * Second));
        Assert.Equal(60 * Second, folding.NextDueAt);
        Assert.Equal([Fault(20) with { Count = 2 }], folding.TakeDue(60 * Second));
        Assert.Equal(long.MaxValue, folding.NextDueAt);
    }

    [Fact]
    public void A_quiet_minute_lets_the_next_one_pass()
    {
        var folding = new EventFolding();

        Assert.True(folding.Passes(Fault(0)));
        Assert.True(folding.Passes(Fault(60)));
    }

    [Fact]
    public void Types_do_not_fold_into_each_other()
    {
        var folding = new EventFolding();

        Assert.True(folding.Passes(Fault(0)));
        Assert.True(folding.Passes(Fault(1) with { Type = GateEventType.SensorRecovered }));
    }

    [Fact]
    public void At_the_end_everything_counted_comes_out()
    {
        var folding = new EventFolding();
        folding.Passes(Fault(0));
        folding.Passes(Fault(1));

        Assert.Equal([Fault(1)], folding.TakeDue(long.MaxValue));
    }

    private static Happened Fault(long seconds) => new(seconds * Second, GateEventType.SensorFault, "nack");
}
