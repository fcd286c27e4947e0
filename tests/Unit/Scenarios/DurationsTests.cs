using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Unit.Scenarios;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7_200)]
    [InlineData("3d", 259_200)]
    public void Seconds_minutes_hours_and_days_are_told_by_their_letter(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("1w")]
    [InlineData("1e9d")]
    [InlineData("31d")]
    public void Anything_else_and_what_is_too_long_is_none(string text) => Assert.Null(Durations.TryParse(text));

    [Fact]
    public void How_long_is_too_long_is_for_the_asker_to_say() =>
        Assert.Equal(TimeSpan.FromDays(31), Durations.TryParse("31d", TimeSpan.FromDays(400)));
}
