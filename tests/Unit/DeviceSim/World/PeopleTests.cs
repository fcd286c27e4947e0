using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.World;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

public class PeopleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 10, 12, 0, 0, HarbinWeather.LocalOffset);

    [Fact]
    public void Warm_healthy_readings_are_spread_like_those_of_chen_2020()
    {
        var options = new WorldOptions { FeverShare = 0, FromTheColdShare = 0 };
        var people = new People(options, new HarbinWeather(1), new Random(1));
        var readings = Enumerable.Range(0, 24 * 200).Select(i => people.Next(Noon.AddHours(i)).ReadingC).ToList();
        var mean = readings.Average();

        Assert.InRange(mean, 36.1, 36.3);
        Assert.InRange(Math.Sqrt(readings.Average(reading => Math.Pow(reading - mean, 2))), 0.25, 0.40);
    }

    [Fact]
    public void Everybody_with_fever_has_37_5_to_41_degrees()
    {
        var people = new People(new WorldOptions { FeverShare = 1 }, new HarbinWeather(1), new Random(1));

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.InRange(people.Next(Noon).CoreC, 37.5, 41));
    }

    [Fact]
    public void One_seed_gives_the_same_people()
    {
        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));

        static List<Person> Draw(int seed)
        {
            var people = new People(new WorldOptions(), new HarbinWeather(seed), new Random(seed));
            return [.. Enumerable.Range(0, 20).Select(_ => people.Next(Noon))];
        }
    }

    [Fact]
    public void Shares_of_direction_are_kept()
    {
        var people = new People(new WorldOptions { OutwardShare = 0.3 }, new HarbinWeather(1), new Random(1));

        Assert.InRange(Enumerable.Range(0, 5000).Count(_ => people.Next(Noon).Direction == PassageDirection.Outward), 1350, 1650);
    }

    /// <summary>Differences to the reading after an hour in Dzien 2020: 33.17, 34.90, 35.77, 36.08 against 36.6.</summary>
    [Theory]
    [InlineData(0, 3.43)]
    [InlineData(1, 1.70)]
    [InlineData(3, 0.83)]
    [InlineData(5, 0.52)]
    public void Foreheads_from_the_cold_rewarm_as_measured(double minutes, double deficitC) =>
        Assert.Equal(deficitC, People.RewarmingDeficitC(minutes, outdoorC: -2.75), 0.07);

    [Fact]
    public void Nobody_is_cold_who_comes_from_the_warm() => Assert.Equal(0, People.RewarmingDeficitC(0, 25));
}
