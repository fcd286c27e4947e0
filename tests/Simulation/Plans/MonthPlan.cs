namespace Checkpoint.Tests.Simulation.Plans;

/// <summary>
/// A gate that is offline for thirty days at 1,500 people a day, is rebooted each night and knows the time at none of its
/// boots, whose clocks are wrong by years: all must arrive on the last day, and rightly timed.
/// </summary>
public static class MonthPlan
{
    public const int Days = 30;

    public const int PeoplePerDay = 1500;

    private static readonly TimeSpan Off = TimeSpan.FromSeconds(60);

    public static SimulationPlan Create() => new()
    {
        Seed = 30,
        Duration = TimeSpan.FromDays(Days),
        Begin = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
        Gates =
        [
            new GatePlan
            {
                Number = 0,
                PeoplePerHour = PeoplePerDay / 24.0,
                ClockRate = 30_000,
                SynchronisedAfter = null,
                WallError = TimeSpan.FromDays(-2500),
                RoundTrip = TimeSpan.FromMilliseconds(100),
            },
        ],
        Ingests = 1,
        IngestQueue = 50_000,
        Faults =
        [
            // From the second hour on: the gate has been registered and seen once, as a gate is when it is put up.
            new Fault(FaultKind.LinkCut, 0, TimeSpan.FromHours(1), TimeSpan.FromDays(Days), 1),
            .. Enumerable.Range(1, Days - 1).Select(day => new Fault(FaultKind.PowerCut, 0, TimeSpan.FromDays(day) - TimeSpan.FromHours(5), Off, 0)),
        ],
    };
}
