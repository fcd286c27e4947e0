using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using static Checkpoint.Tests.Unit.Warnings.Evaluation.SeriesMaker;

namespace Checkpoint.Tests.Unit.Warnings.Evaluation;

public sealed class EvaluatorTests
{
    /// <summary>With the beta-binomial test as it is in books.</summary>
    private static readonly WarningOptions Options = new() { Methods = [.. Enum.GetValues<WarningMethod>()], ShareSpread = 0 };

    [Fact]
    public void Every_method_that_is_on_and_can_tell_gives_a_signal_with_what_it_looked_at()
    {
        var found = Evaluate(Of("1", [.. Usual(), 20]));

        Assert.Equal(EvaluationAnswer.Alarm, found.Answer);
        Assert.Equal(Enum.GetValues<WarningMethod>(), found.Signals.Select(signal => signal.Method));
        Assert.All(found.Signals, signal => Assert.True(signal.Alarm));
        Assert.Equal((20, 2.0, 1_000), Seen(WarningMethod.C2));
        Assert.Equal((20, 1_000 * 28.5 / 14_001, 1_000), Seen(WarningMethod.BetaBinomial));
        Assert.Equal((24, 3_000 * 28.5 / 14_001, 3_000), Seen(WarningMethod.BetaBinomialThreeDays));
        Assert.Equal((8, 14), (found.Upper, found.BaselineDays));

        (int?, double?, int?) Seen(WarningMethod method) =>
            found.Signals.Where(signal => signal.Method == method).Select(signal => (signal.Observed, signal.Expected, signal.Persons)).Single();
    }

    [Fact]
    public void A_method_that_is_off_says_nothing()
    {
        var found = Evaluate(Of("1", [.. Usual(), 12]), Options with { Methods = [WarningMethod.C1] });

        Assert.Equal([WarningMethod.C1], found.Signals.Select(signal => signal.Method));
    }

    [Fact]
    public void An_ordinary_day_is_normal_and_zero_as_well()
    {
        Assert.Equal(EvaluationAnswer.Normal, Evaluate(Of("1", Usual())).Answer);
        Assert.Equal(EvaluationAnswer.Normal, Evaluate(Of("1", Usual(fevers: 0))).Answer);
    }

    [Fact]
    public void Too_few_days_before_and_a_missing_day_are_insufficient()
    {
        Assert.Equal(Insufficiency.FewDaysBefore, Evaluate(Of("1", 2, 2, 2, 2, 30)).Insufficiency);
        Assert.Equal(Insufficiency.DayMissing, Evaluate(Of("1", [.. Usual(), null])).Insufficiency);
    }

    /// <summary>Methods that count tell after five days, tests of shares after ten.</summary>
    [Fact]
    public void What_some_methods_can_tell_is_told()
    {
        var found = Evaluate(Of("1", [.. Usual(8), 20]));

        Assert.Equal((EvaluationAnswer.Alarm, null, null, 6), (found.Answer, found.Expected, found.Upper, found.BaselineDays));
        Assert.Equal([WarningMethod.C1, WarningMethod.C2, WarningMethod.Cusum], found.Signals.Select(signal => signal.Method));
    }

    [Fact]
    public void Half_told_days_count_as_shares_and_not_as_days()
    {
        List<(int, int, double)?> days = [.. Enumerable.Range(0, 30).Select(day => ((int, int, double)?)(day % 2 == 0 ? (2, 1_000, 1.0) : (1, 500, 0.5))), (2, 1_000, 1.0)];
        var found = Evaluate(Of("1", days));

        Assert.Equal(2, found.Signals.Single(signal => signal.Method == WarningMethod.C2).Expected);
        Assert.Equal(2, Math.Round(found.Expected!.Value, 1));
        Assert.Equal(14, found.BaselineDays);
    }

    [Fact]
    public void A_part_of_a_day_that_is_not_unusual_is_insufficient_and_one_that_is_warns()
    {
        Assert.Equal(Insufficiency.DayPartial, Evaluate(Of("1", Part(1))).Insufficiency);
        Assert.Equal(EvaluationAnswer.Alarm, Evaluate(Of("1", Part(12))).Answer);

        static List<(int, int, double)?> Part(int fevers) => [.. Enumerable.Repeat(((int, int, double)?)(2, 1_000, 1.0), 30), (fevers, 500, 0.5)];
    }

    [Fact]
    public void Among_many_areas_a_chance_alarm_is_not_believed_and_an_outbreak_is()
    {
        var options = Options with { Methods = [WarningMethod.BetaBinomial], FalseDiscoveryRate = 0.05 };
        List<AreaSeries> areas = [.. Enumerable.Range(0, 200).Select(area => Of($"{area}", Usual())), Of("chance", [.. Usual(), 9]), Of("outbreak", [.. Usual(), 20])];
        var found = Evaluator.Evaluate(areas, Last, options).ToDictionary(evaluation => evaluation.Area.Code);

        Assert.Equal(EvaluationAnswer.Alarm, Evaluate(areas[200], options).Answer);
        Assert.Equal((EvaluationAnswer.Normal, EvaluationAnswer.Alarm), (found["chance"].Answer, found["outbreak"].Answer));
        Assert.InRange(found["chance"].Signals[0].PValue!.Value, 0.0001, 0.001);
        Assert.InRange(found["chance"].Signals[0].QValue!.Value, 0.05, 0.1);
    }

    /// <summary>A tenth more is a wonder among hundreds of fevers, and no reason for a warning where days differ by a quarter.</summary>
    [Fact]
    public void Where_many_are_usual_a_change_within_the_day_to_day_spread_does_not_warn_and_a_doubling_does()
    {
        AreaSeries Rises(int fevers) => Of("1", [.. Enumerable.Range(0, 40).Select(day => ((int, int, double)?)(500, 100_000, 1.0)), (fevers, 100_000, 1.0)]);

        Assert.Equal(EvaluationAnswer.Alarm, Evaluate(Rises(600), ByShare(0)).Answer);
        Assert.Equal(EvaluationAnswer.Normal, Evaluate(Rises(600), ByShare(0.25)).Answer);
        Assert.Equal(EvaluationAnswer.Alarm, Evaluate(Rises(1_100), ByShare(0.25)).Answer);
        Assert.Equal(Evaluate(Rises(600), ByShare(0)).Expected!.Value, Evaluate(Rises(600), ByShare(0.25)).Expected!.Value, 1e-9);

        static WarningOptions ByShare(double spread) => Options with { Methods = [WarningMethod.BetaBinomial, WarningMethod.BetaBinomialThreeDays], ShareSpread = spread };
    }

    /// <summary>The three days that differ by chance differ less when they are taken together.</summary>
    [Fact]
    public void Three_days_are_given_less_spread_than_one()
    {
        var found = Evaluate(Of("1", [.. Enumerable.Repeat(((int, int, double)?)(500, 100_000, 1.0), 40), (800, 100_000, 1.0), (800, 100_000, 1.0), (800, 100_000, 1.0)]), Options with { ShareSpread = 0.25 });

        Assert.True(P(WarningMethod.BetaBinomialThreeDays) < P(WarningMethod.BetaBinomial) / 10);

        double P(WarningMethod method) => found.Signals.Single(signal => signal.Method == method).PValue!.Value;
    }

    [Fact]
    public void Areas_that_can_not_tell_do_not_count_among_the_many()
    {
        var options = Options with { Methods = [WarningMethod.BetaBinomial], FalseDiscoveryRate = 0.05 };
        List<AreaSeries> areas = [.. Enumerable.Range(0, 200).Select(area => Of($"{area}", [.. Usual(), null])), Of("one", [.. Usual(), 9])];

        Assert.Equal(EvaluationAnswer.Alarm, Evaluator.Evaluate(areas, Last, options)[^1].Answer);
    }

    [Fact]
    public void Days_before_the_window_change_nothing()
    {
        var (whole, window) = (Of("1", [90, .. Usual(60), 5]), Of("1", [.. Usual(60), 5]));

        Assert.Equal(Evaluate(window).Signals, Evaluate(whole).Signals);
        Assert.Equal(49, Evaluator.DaysBefore + 1);
    }

    [Fact]
    public void The_chart_has_gaps_as_gaps_and_limits_only_where_there_are_days_before()
    {
        var chart = Evaluator.Chart(Of("1", [.. Usual(20), null, 2, 2, 12]), Last, Options);

        Assert.Equal(28, chart.Count);
        Assert.All(chart.Take(4), day => Assert.Equal((AreaDayState.Missing, null, null, null), (day.State, day.Fevers, day.Expected, day.Upper)));
        Assert.Equal((AreaDayState.Missing, null, null), (chart[24].State, chart[24].Fevers, chart[24].Upper));
        Assert.Equal((12, 8), (chart[27].Fevers, chart[27].Upper));
        Assert.Null(chart[4].Expected);
    }

    private static AreaEvaluation Evaluate(AreaSeries series, WarningOptions? options = null) => Evaluator.Evaluate([series], Last, options ?? Options).Single();
}
