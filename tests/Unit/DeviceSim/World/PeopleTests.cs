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
        var readings = Enumerable.Range(0, 24 * 200).Select(i => people.Next(Noon.AddHours(i)).ReadingC(Noon.AddHours(i))).ToList();
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

    [Fact]
    public void Who_comes_straight_in_reads_colder_than_who_has_waited()
    {
        var straight = Mean(new WorldOptions { FromTheColdShare = 1 });
        var waited = Mean(new WorldOptions { FromTheColdShare = 0 });

        Assert.InRange(waited - straight, 2, 6);

        static double Mean(WorldOptions options)
        {
            var people = new People(options, new SteadyWeather(-15), new Random(1));
            return Enumerable.Range(0, 2000).Average(_ => people.Next(Noon).ReadingC(Noon));
        }
    }

    [Fact]
    public void Everybody_walks_at_a_speed_of_their_own_that_legs_can_do()
    {
        var people = new People(new WorldOptions(), new HarbinWeather(1), new Random(1));
        var speeds = Enumerable.Range(0, 1000).Select(_ => people.Next(Noon).WalkingMetresPerSecond).ToList();

        Assert.InRange(speeds.Average(), 1.2, 1.3);
        Assert.All(speeds, speed => Assert.InRange(speed, 0.5, 2));
        Assert.True(speeds.Distinct().Count() > 900);
    }

    [Fact]
    public void A_share_of_people_has_part_of_the_forehead_covered()
    {
        var options = new WorldOptions { CoveredShare = 0.2 };
        var people = new People(options, new HarbinWeather(1), new Random(1));
        var covers = Enumerable.Range(0, 5000).Select(_ => people.Next(Noon).Cover).Where(cover => cover > 0).ToList();

        Assert.InRange(covers.Count, 850, 1150);
        Assert.All(covers, cover => Assert.InRange(cover, options.LeastCover, options.MostCover));
    }
}
