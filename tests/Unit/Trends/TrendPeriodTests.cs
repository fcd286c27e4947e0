using Checkpoint.CloudIngest.Trends;

namespace Checkpoint.Tests.Unit.Trends;

public sealed class TrendPeriodTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public void Days_are_those_of_the_time_zone()
    {
        var period = TrendPeriod.Of(TrendStep.Day, At("2026-01-01T15:59Z"), At("2026-01-01T16:01Z"), Shanghai);
        Assert.Equal([At("2025-12-31T16:00Z"), At("2026-01-01T16:00Z")], period.Starts.Select(DateTimeOffset.FromUnixTimeSeconds));
        Assert.Equal(At("2026-01-02T16:00Z").ToUnixTimeSeconds(), period.EndSeconds);
    }

    [Fact]
    public void Days_of_23_and_25_hours_follow_each_other_without_gap()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        foreach (var (from, to, hours) in new[] { ("2026-03-28T12:00Z", "2026-03-30T12:00Z", 23), ("2026-10-24T12:00Z", "2026-10-26T12:00Z", 25) })
        {
            var starts = TrendPeriod.Of(TrendStep.Day, At(from), At(to), berlin).Starts;
            Assert.Equal(3, starts.Count);
            Assert.Equal(hours * 3600, starts[2] - starts[1]);
        }
    }

    [Fact]
    public void A_period_of_too_many_spans_stops_being_made() =>
        Assert.Equal(TrendPeriod.MaxParts + 1, TrendPeriod.Of(TrendStep.Hour, At("2020-01-01T00:00Z"), At("2099-01-01T00:00Z"), Shanghai).Starts.Count);

    [Theory]
    [InlineData("2026-01-04T15:59Z", "2025-12-28T16:00Z")]
    [InlineData("2026-01-04T16:00Z", "2026-01-04T16:00Z")]
    [InlineData("2026-01-07T03:00Z", "2026-01-04T16:00Z")]
    public void Weeks_begin_on_Monday_in_the_time_zone_and_are_made_of_days(string moment, string monday)
    {
        var period = TrendPeriod.Of(TrendStep.Week, At(moment), At(moment).AddDays(8), Shanghai);
        Assert.Equal([At(monday), At(monday).AddDays(7)], period.Starts.Take(2).Select(DateTimeOffset.FromUnixTimeSeconds));
        var days = period.Parts();
        Assert.Equal((TrendStep.Day, period.Starts.Count * 7, period.EndSeconds), (days.Step, days.Starts.Count, days.EndSeconds));
        Assert.Equal(Enumerable.Range(0, days.Starts.Count).Select(day => day / 7), days.Starts.Select(period.IndexOf));
    }

    [Fact]
    public void A_day_that_clocks_begin_twice_begins_with_the_first()
    {
        var cuba = TimeZoneInfo.FindSystemTimeZoneById("America/Havana");
        var period = TrendPeriod.Of(TrendStep.Day, At("2026-10-31T12:00Z"), At("2026-11-01T12:00Z"), cuba);
        Assert.Equal([At("2026-10-31T04:00Z"), At("2026-11-01T04:00Z")], period.Starts.Select(DateTimeOffset.FromUnixTimeSeconds));
        Assert.Equal(At("2026-11-02T05:00Z").ToUnixTimeSeconds(), period.EndSeconds);
    }

    [Fact]
    public void A_moment_is_found_in_the_span_that_holds_it()
    {
        var period = TrendPeriod.Of(TrendStep.Hour, At("2026-01-01T00:10Z"), At("2026-01-01T02:00Z"), TimeZoneInfo.Utc);
        Assert.Equal(
            [-1, 0, 0, 1, 1, -1],
            new long[] { -1, 0, 3599, 3600, 7199, 7200 }.Select(seconds => period.IndexOf(At("2026-01-01T00:00Z").ToUnixTimeSeconds() + seconds)));
        Assert.True(TrendPeriod.Of(TrendStep.Week, At("2020-01-01T00:00Z"), At("2023-01-01T00:00Z"), Shanghai).IsTooLong);
        Assert.False(TrendPeriod.Of(TrendStep.Week, At("2024-01-01T00:00Z"), At("2026-01-01T00:00Z"), Shanghai).IsTooLong);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(100)]
    public void Chunks_follow_one_another_and_are_the_whole(int most)
    {
        var whole = TrendPeriod.Of(TrendStep.Day, Chunked, Chunked.AddDays(7), TimeZoneInfo.Utc);
        var chunks = whole.InChunks(most).ToList();
        Assert.Equal(whole.Starts, chunks.SelectMany(chunk => chunk.Starts));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Starts.Count, 1, most));
        Assert.Equal([.. chunks.Skip(1).Select(chunk => chunk.Starts[0]), whole.EndSeconds], chunks.Select(chunk => chunk.EndSeconds));
    }

    private static DateTimeOffset Chunked => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
