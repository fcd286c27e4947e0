using Checkpoint.CloudIngest.Warnings;

namespace Checkpoint.Tests.Unit.Warnings;

public sealed class CusumTests
{
    private static readonly WarningOptions Options = new() { MinSigma = 1 };

    [Fact]
    public void A_small_rise_that_lasts_adds_up_to_an_alarm_and_begins_anew()
    {
        // Nine days of 2, then 4: each day 2 σ above the mean while the baseline is still of the days before.
        var findings = Over(2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4);

        Assert.Equal(1.5, findings[9]!.Value.Statistic);
        Assert.Equal(3, findings[10]!.Value.Statistic);
        Assert.False(findings[10]!.Value.IsAlarm);
        Assert.Equal(4.5, findings[11]!.Value.Statistic);
        Assert.True(findings[11]!.Value.IsAlarm);
    }

    [Fact]
    public void After_an_alarm_the_sum_begins_at_zero()
    {
        var findings = Over(2, 2, 2, 2, 2, 2, 2, 2, 2, 20, 2);

        Assert.True(findings[9]!.Value.IsAlarm);
        Assert.Equal(0, findings[10]!.Value.Statistic);
    }

    [Fact]
    public void A_missing_day_leaves_the_sum_as_it_is()
    {
        var findings = Over(2, 2, 2, 2, 2, 2, 2, 2, 2, 4, null, 4);

        Assert.Null(findings[10]);
        Assert.Equal(3, findings[11]!.Value.Statistic);
    }

    private static IReadOnlyList<Finding?> Over(params int?[] fevers) =>
        Cusum.Over([.. fevers.Select(count => new DayCount(count, null))], Options);
}
