using Checkpoint.Tests.Simulation.Plans;

namespace Checkpoint.Tests.Simulation;

/// <summary>Cards put back from images, and from images of those: worlds that campaigns have found with many of them, as they were shrunk.</summary>
public sealed class CopiedCardTests
{
    [Fact]
    public void A_card_is_put_back_from_an_image_of_what_another_image_had_taken_the_place_of() => Run(
        new SimulationPlan
        {
            Seed = 50268,
            Duration = new TimeSpan(0, 32, 5),
            Begin = At(21, 59, 0),
            Gates = [Gate(2, 30.6, 3201, -708)],
            Ingests = 1,
            IngestQueue = 50_000,
            People = 0.02,
            Faults =
            [
                Fault(FaultKind.CardRestored, 56, 614), Fault(FaultKind.BrokerDown, 61, 830, 0.76), Fault(FaultKind.CardRestored, 601, 845),
            ],
        });

    [Fact]
    public void A_boot_without_the_time_is_on_two_of_three_images() => Run(
        new SimulationPlan
        {
            Seed = 50203,
            Duration = new TimeSpan(3, 14, 13),
            Begin = At(2, 43, 31),
            Gates = [Gate(0, 47.2, -40_020, -459, TimeSpan.FromSeconds(597))],
            Ingests = 1,
            IngestQueue = 50_000,
            People = 0.02,
            Faults =
            [
                Fault(FaultKind.CardRestored, 6321, 2723), Fault(FaultKind.LinkCutUp, 6652, 3838),
                Fault(FaultKind.CardRestored, 7645, 3815), Fault(FaultKind.CardRestored, 7896, 5065),
            ],
        });

    [Fact]
    public void What_a_card_made_offline_that_was_put_back_comes_once_though_its_image_is_put_back_too() => Run(
        new SimulationPlan
        {
            Seed = 50221,
            Duration = new TimeSpan(2, 6, 5),
            Begin = At(13, 28, 0),
            Gates = [Gate(1, 41.4, -23_326, 0, TimeSpan.FromSeconds(399))],
            Ingests = 1,
            IngestQueue = 50_000,
            Faults = [Fault(FaultKind.CardRestored, 1073, 3095), Fault(FaultKind.LinkCut, 2016, 5333), Fault(FaultKind.CardRestored, 6348, 6773)],
        });

    [Fact]
    public void An_image_is_made_before_the_board_has_ever_had_power() => Run(
        new SimulationPlan
        {
            Seed = 50063,
            Duration = new TimeSpan(0, 10, 0),
            Begin = At(12, 0, 0),
            Gates = [Gate(0, 19.8, -42_905, -703, TimeSpan.FromSeconds(325))],
            Ingests = 1,
            IngestQueue = 50_000,
            Faults = [.. Enumerable.Range(0, 12).Select(number => Fault(FaultKind.CardRestored, number * 5, 30))],
        });

    private static void Run(SimulationPlan plan)
    {
        var result = Simulation.Run(plan);
        Assert.True(result.IsWell, result.IsWell ? "" : $"{result.FindingCount} findings, the first: {result.Findings[0]}");
        Assert.True(result.Made > 0);
    }

    private static DateTimeOffset At(int hour, int minute, int second) => new(2026, 2, 10, hour, minute, second, TimeSpan.Zero);

    private static GatePlan Gate(int number, double peoplePerHour, long clockRate, int wallErrorDays, TimeSpan? synchronisedAfter = null) => new()
    {
        Number = number,
        PeoplePerHour = peoplePerHour,
        ClockRate = clockRate,
        SynchronisedAfter = synchronisedAfter,
        WallError = TimeSpan.FromDays(wallErrorDays),
        RoundTrip = TimeSpan.FromMilliseconds(288),
    };

    private static Fault Fault(FaultKind kind, int fromSecond, int seconds, double size = 0.5) =>
        new(kind, 0, TimeSpan.FromSeconds(fromSecond), TimeSpan.FromSeconds(seconds), size);
}
