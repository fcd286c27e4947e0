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
