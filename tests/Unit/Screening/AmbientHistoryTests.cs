using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Tests.Unit.Screenings;

public class AmbientHistoryTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData(10, 0.6)]
    [InlineData(-10, -0.6)]
    [InlineData(0, 0)]
    public void A_steady_change_is_told_in_degrees_a_minute(int centiCPerStep, double expected)
    {
        var history = new AmbientHistory(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));
        for (var step = 0; step < 7; step++)
            history.Add(step * 10 * Second, 2000 + (step * centiCPerStep));

        Assert.Equal(expected, history.ChangeCPerMinute()!.Value, 6);
    }

    [Fact]
    public void Too_short_a_history_tells_nothing()
    {
        var history = new AmbientHistory(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));
        history.Add(0, 2000);
        history.Add(10 * Second, 2100);
        history.Add(20 * Second, 2200);

        Assert.Null(history.ChangeCPerMinute());
    }

    [Fact]
    public void What_is_older_than_the_window_no_longer_counts()
    {
        var history = new AmbientHistory(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));
        history.Add(0, 9000);
        for (var at = 70; at <= 130; at += 10)
            history.Add(at * Second, 2000);

        Assert.Equal(0, history.ChangeCPerMinute());
    }
}
