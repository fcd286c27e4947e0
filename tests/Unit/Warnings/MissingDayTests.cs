using Checkpoint.CloudIngest.Warnings;

namespace Checkpoint.Tests.Unit.Warnings;

public sealed class MissingDayTests
{
    private static readonly WarningOptions Options = new();

    [Fact]
    public void A_missing_day_is_never_taken_for_zero()
    {
        var withZero = Ears.C1(Series([4, 4, 4, 4, 4, 4, 4, 4, 0, 6]), 9, Options)!.Value;
        var withGap = Ears.C1(Series([4, 4, 4, 4, 4, 4, 4, 4, null, 6]), 9, Options)!.Value;

        Assert.Equal((6 - 4) / Options.MinSigma, withGap.Statistic);
        Assert.NotEqual(withZero.Statistic, withGap.Statistic);
    }

    [Fact]
    public void A_baseline_with_gaps_reaches_back_to_seven_valid_days_but_no_further_than_fourteen()
    {
        int?[] counts = [9, 9, 9, 1, 1, 1, 1, null, null, null, 1, null, 1, 1, 5];

        var finding = Ears.C1(Series(counts), counts.Length - 1, Options)!.Value;

        Assert.Equal((5 - 1) / Options.MinSigma, finding.Statistic);
    }

    [Fact]
    public void Fewer_than_five_valid_days_are_insufficient()
    {
        int?[] counts = [1, 1, 1, 1, null, null, null, null, null, null, null, null, null, null, 1, 30];

        Assert.Null(Ears.C1(Series(counts), counts.Length - 1, Options));
        Assert.Null(Ears.C2(Series(counts), counts.Length - 1, Options));
    }

    [Fact]
    public void A_missing_day_has_no_finding_of_its_own()
    {
        var days = Series([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, null]);

        Assert.Null(Ears.C1(days, 17, Options));
        Assert.Null(Ears.C3(days, 17, Options));
        Assert.Null(Cusum.Over(days, Options)[17]);
        Assert.Null(BetaBinomial.Test(days, 17, Options));
    }

    [Fact]
    public void A_day_without_passages_has_no_share_and_still_its_count()
    {
        var days = Series([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9]).ToArray();
        days[16] = days[16] with { Passages = null };

        Assert.Null(BetaBinomial.Test(days, 16, Options));
        Assert.True(Ears.C2(days, 16, Options)!.Value.IsAlarm);
    }

    private static IReadOnlyList<DayCount> Series(int?[] fevers) => [.. fevers.Select(count => new DayCount(count, 1000))];
}
