using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

public class WeatherTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 2, 10, 0, 0, 0, HarbinWeather.LocalOffset);

    [Fact]
    public void A_winter_is_cold_and_stays_within_its_bounds()
    {
        var weather = new HarbinWeather(3);
        var hours = Enumerable.Range(0, 24 * 365).Select(hour => weather.OutdoorC(Midnight.AddHours(hour))).ToList();

        Assert.InRange(hours.Average(), -16.5, -13.5);
        Assert.All(hours, celsius => Assert.InRange(celsius, -35, -2));
    }

    [Fact]
    public void Afternoons_are_warmer_than_the_night_before_dawn()
    {
        var weather = new HarbinWeather(3);

        Assert.True(weather.OutdoorC(Midnight.AddHours(14)) > weather.OutdoorC(Midnight.AddHours(3)) + 5);
    }

    [Fact]
    public void The_days_people_are_all_distributed_over_its_hours() => Assert.Equal(
        1650, Enumerable.Range(0, 24).Sum(hour => ArrivalCurve.PeopleAnHour(1650, Midnight.AddHours(hour))), 6);

    [Fact]
    public void Evening_rush_is_the_days_peak() => Assert.Equal(
        17, Enumerable.Range(0, 24).MaxBy(hour => ArrivalCurve.PeopleAnHour(1650, Midnight.AddHours(hour))));
}
