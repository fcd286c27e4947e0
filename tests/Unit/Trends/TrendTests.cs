using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Trends;

public sealed class TrendTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly Dictionary<string, LocalName> Expected = new() { ["a"] = new("甲", "A"), ["b"] = new("乙", "B") };

    [Fact]
    public void Zero_is_told_from_silent()
    {
        var period = TrendPeriod.Of(SummarySpan.Hour, At("2026-01-01T00:10Z"), At("2026-01-01T02:00Z"), TimeZoneInfo.Utc);
        SummarySum[] sums = [new() { StartSeconds = period.Starts[1], Code = "a", InServiceSeconds = 3600 }];
        var series = Trend.Lay(period, sums, Expected, TimeZoneInfo.Utc);
        Assert.Equal(["a", "b"], series.Select(one => one.Code));
        Assert.Equal([TrendState.Silent, TrendState.Reported], series[0].Points.Select(point => point.State));
        Assert.Equal([null, 0L], series[0].Points.Select(point => point.Normal));
        Assert.Equal([null, 0L], series[0].Points.Select(point => point.ConfirmedFever));
        Assert.Null(series[0].Points[1].AmbientMeanC);
        Assert.All(series[1].Points, point => Assert.Equal(TrendState.Silent, point.State));
    }

    [Fact]
    public void Persons_are_verdicts_and_temperatures_are_in_degrees()
    {
        var period = TrendPeriod.Of(SummarySpan.Hour, At("2026-01-01T00:00Z"), At("2026-01-01T01:00Z"), TimeZoneInfo.Utc);
        SummarySum[] sums =
        [
            new() { StartSeconds = period.Starts[0], Code = "a", Normal = 5, Fever = 1, Manual = 2, ManualFever = 1, ManualNormal = 2, Retry = 9, AmbientCount = 3, AmbientSumCentiC = -100, AmbientMinCentiC = -150, AmbientMaxCentiC = 75 },
        ];
        var point = Trend.Lay(period, sums, Expected, TimeZoneInfo.Utc)[0].Points[0];
        Assert.Equal((8L, -0.33, -1.5, 0.75), (point.Persons, point.AmbientMeanC, point.AmbientMinC, point.AmbientMaxC));
        Assert.Equal((1L, 2L), (point.ConfirmedFever, point.ConfirmedNormal));
    }

    [Fact]
    public void What_the_registry_no_longer_has_is_still_shown()
    {
        var period = TrendPeriod.Of(SummarySpan.Hour, At("2026-01-01T00:00Z"), At("2026-01-01T01:00Z"), TimeZoneInfo.Utc);
        var series = Trend.Lay(period, [new SummarySum { StartSeconds = period.Starts[0], Code = "gone" }], Expected, TimeZoneInfo.Utc);
        Assert.Equal((3, null), (series.Count, series.Single(one => one.Code == "gone").Name));
    }

    [Fact]
    public void Days_are_those_of_the_time_zone()
    {
        var period = TrendPeriod.Of(SummarySpan.Day, At("2026-01-01T15:59Z"), At("2026-01-01T16:01Z"), Shanghai);
        Assert.Equal([At("2025-12-31T16:00Z"), At("2026-01-01T16:00Z")], period.Starts.Select(DateTimeOffset.FromUnixTimeSeconds));
        Assert.Equal(At("2026-01-02T16:00Z").ToUnixTimeSeconds(), period.EndSeconds);
    }

    [Fact]
    public void Days_of_23_and_25_hours_follow_each_other_without_gap()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        foreach (var (from, to, hours) in new[] { ("2026-03-28T12:00Z", "2026-03-30T12:00Z", 23), ("2026-10-24T12:00Z", "2026-10-26T12:00Z", 25) })
        {
            var starts = TrendPeriod.Of(SummarySpan.Day, At(from), At(to), berlin).Starts;
            Assert.Equal(3, starts.Count);
            Assert.Equal(hours * 3600, starts[2] - starts[1]);
        }
    }

    [Fact]
    public void A_period_of_too_many_spans_stops_being_made() =>
        Assert.Equal(TrendPeriod.MaxSpans + 1, TrendPeriod.Of(SummarySpan.Hour, At("2020-01-01T00:00Z"), At("2099-01-01T00:00Z"), Shanghai).Starts.Count);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);
}
