using Checkpoint.CloudIngest.Warnings;

namespace Checkpoint.Tests.Unit.Warnings;

public sealed class ReferenceTests
{
    private const double Tolerance = 1e-9;

    /// <summary>z(1 − 0.001), with which R warns; the published threshold is 3.</summary>
    private const double Z001 = 3.090232306167813;

    /// <summary>z(1 − 0.025).</summary>
    private const double Z025 = 1.959963984540054;

    private static readonly WarningOptions Half = new();

    private static readonly WarningOptions None = new() { MinSigma = 0 };

    [Theory]
    [InlineData("edge_cases")]
    [InlineData("gate_busy_outbreak")]
    [InlineData("gate_sparse_zeros")]
    public void C1_and_C2_equal_the_published_rules_and_the_bounds_of_R_in_every_cell(string name)
    {
        var series = ReferenceSeries.Load(name);
        for (var day = 0; day < series.Days.Count; day++)
        {
            var row = series.Rows[day];
            AssertFinding(row["c1_stat_ms05"], row["ears_c1_alarm_gt3_ms05"], Ears.C1(series.Days, day, Half));
            AssertFinding(row["c2_stat_ms05"], row["ears_c2_alarm_gt3_ms05"], Ears.C2(series.Days, day, Half));
            AssertBound(row, "c1", "ms05", series.Days, day, 0, Half);
            AssertBound(row, "c2", "ms05", series.Days, day, Ears.Guard, Half);
            AssertBound(row, "c1", "ms0", series.Days, day, 0, None);
            AssertBound(row, "c2", "ms0", series.Days, day, Ears.Guard, None);
        }
    }

    [Theory]
    [InlineData("edge_cases")]
    [InlineData("gate_busy_outbreak")]
    [InlineData("gate_sparse_zeros")]
    public void C3_equals_the_published_rule_and_the_bound_of_the_manual_in_every_cell(string name)
    {
        var series = ReferenceSeries.Load(name);
        for (var day = 0; day < series.Days.Count; day++)
        {
            var row = series.Rows[day];
            AssertFinding(row["ears_c3_stat_ms05"], row["ears_c3_alarm_gt2_ms05"], Ears.C3(series.Days, day, Half));
            if (row["doc_c3a025_ub_ms05"] is not { } bound)
                continue;
            var usual = Baseline.Before(series.Days, day, Ears.Guard, Half.MinSigma)!.Value;
            var lags = Enumerable.Range(day - 2, 2).Sum(at => Math.Max(0, Ears.C2(series.Days, at, Half)!.Value.Statistic - 1));
            var expected = Math.Max(0, usual.Mean + usual.Sigma * (Z025 - lags));
            Assert.Equal(bound, expected, Tolerance * Math.Max(1, bound));
            Assert.Equal(row["doc_c3a025_alarm_ms05"], series.Days[day].Fevers > bound ? 1 : 0);
        }
    }

    /// <summary>R takes the day's own count where its manual says the mean. That is why C3 here is the published one.</summary>
    [Theory]
    [InlineData("edge_cases")]
    [InlineData("gate_busy_outbreak")]
    [InlineData("gate_sparse_zeros")]
    public void Each_bound_that_R_gives_for_C3_is_of_the_day_itself_as_far_as_R_s_columns_go(string name)
    {
        var series = ReferenceSeries.Load(name);
        for (var day = 0; day < series.Days.Count; day++)
        {
            foreach (var (column, z, sigma, options) in new[] { ("c3", Z001, "ms0", None), ("c3", Z001, "ms05", Half), ("c3a025", Z025, "ms0", None), ("c3a025", Z025, "ms05", Half) })
            {
                var bound = series.Rows[day][$"{column}_ub_{sigma}"];
                var usual = Baseline.Before(series.Days, day, Ears.Guard, options.MinSigma);
                var lags = new[] { day - 1, day - 2 }.Select(at => Excess(series.Days, at, options)).ToList();
                Assert.Equal(bound is null, lags.Contains(null));
                if (bound is not { } given)
                    continue;
                var expected = Math.Max(0, series.Days[day].Fevers!.Value + usual!.Value.Sigma * (z - lags.Sum()!.Value));
                Assert.Equal(given, expected, Tolerance * Math.Max(1, double.IsNaN(given) ? 1 : given));
                if (!double.IsNaN(given))
                    Assert.Equal(series.Rows[day][$"{column}_alarm_{sigma}"], series.Days[day].Fevers > expected ? 1 : 0);
            }
        }
    }

    /// <summary>By how much more than one standard deviation a day is above the usual: NaN where the days before are all alike, and the day too.</summary>
    private static double? Excess(IReadOnlyList<DayCount> days, int day, WarningOptions options) =>
        day >= 0 && Baseline.Before(days, day, Ears.Guard, options.MinSigma) is { } usual ? Math.Max(0, (days[day].Fevers!.Value - usual.Mean) / usual.Sigma - 1) : null;

    [Theory]
    [InlineData("gate_busy_outbreak")]
    [InlineData("gate_sparse_zeros")]
    public void The_beta_binomial_test_equals_the_reference_in_every_cell(string name)
    {
        var series = ReferenceSeries.Load(name);
        for (var day = 0; day < series.Days.Count; day++)
            AssertFinding(series.Rows[day]["bb14_p"], series.Rows[day]["bb14_alarm"], BetaBinomial.Test(series.Days, day, Half));
    }

    private static void AssertFinding(double? statistic, double? alarm, Finding? found)
    {
        Assert.Equal(statistic is null, found is null);
        if (found is not { } finding)
            return;

        // The reference is printed with ten digits.
        Assert.Equal(statistic!.Value, finding.Statistic, Tolerance * Math.Max(1, Math.Abs(statistic.Value)));
        Assert.Equal(alarm, finding.IsAlarm ? 1 : 0);
    }

    private static void AssertBound(
        IReadOnlyDictionary<string, double?> row, string method, string sigma, IReadOnlyList<DayCount> days, int day, int guard, WarningOptions options)
    {
        var baseline = Baseline.Before(days, day, guard, options.MinSigma);
        Assert.Equal(row[$"{method}_ub_{sigma}"] is null, baseline is null);
        if (baseline is not { } usual || row[$"{method}_ub_{sigma}"] is not { } bound || double.IsNaN(bound))
            return;
        var expected = usual.Mean + Z001 * usual.Sigma;
        Assert.Equal(bound, expected, Tolerance * Math.Max(1, bound));
        Assert.Equal(row[$"{method}_alarm_{sigma}"], days[day].Fevers > expected ? 1 : 0);
    }
}
