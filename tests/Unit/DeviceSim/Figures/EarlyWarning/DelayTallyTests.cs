using Checkpoint.DeviceSim.Figures;
using Checkpoint.DeviceSim.Figures.EarlyWarning;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures.EarlyWarning;

public class DelayTallyTests
{
    private static readonly DelayTally Tally = new int?[] { 3, 3, 7, 14, null }.Aggregate(DelayTally.None, (tally, first) => tally.With(first));

    [Fact]
    public void Outbreaks_that_nobody_was_warned_of_count_among_all() => Assert.Equal(
        (new Share(0, 5), new Share(2, 5), new Share(3, 5), new Share(4, 5)), (Tally.Within(2), Tally.Within(3), Tally.Within(7), Tally.Within(14)));

    [Theory]
    [InlineData(0.25, 3)]
    [InlineData(0.5, 7)]
    [InlineData(0.75, 14)]
    [InlineData(0.9, null)]
    public void A_quantile_is_the_day_by_which_so_many_were_noticed_or_later_than_was_looked(double share, int? day) =>
        Assert.Equal(day, Tally.Quantile(share));

    [Fact]
    public void The_page_writes_median_and_quartiles_and_what_is_later_than_was_looked()
    {
        Assert.Equal("7 (3–14)", EarlyWarningFormat.Days(Tally));
        Assert.Equal(">14 (7–>14)", EarlyWarningFormat.Days(Tally.With(null).With(null).With(null).With(null)));
        Assert.Equal(">14", EarlyWarningFormat.Days(DelayTally.None.With(null)));
    }
}
