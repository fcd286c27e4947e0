using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>A community of two gates at ten to three in the morning, one of them silent, as the API's document shows it.</summary>
internal static class TodayExamples
{
    private const string Community = "230103001001";

    private static readonly LocalName Name = new("西社区", "West community");

    private static readonly LocalName West = new("西门", "West gate");

    private static readonly LocalName East = new("东门", "East gate");

    private static readonly DateTimeOffset Midnight = new(2026, 2, 10, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly DateTimeOffset Now = Midnight.AddHours(2.83);

    private static readonly ReportCounts Counts = new(63, 1, 0, 3, 5, 3, 41, 22);

    private static readonly GatesNow Presences = new(2, 1, 0, 1, 0, 1);

    private static readonly FeverRate Rate = FeverRate.Of(Counts.ScreenedFevers, Counts.Persons)!.Value;

    public static OverviewAnswer Overview { get; } = new(
        new ReportArea(PlaceLevel.Community, Community, Name),
        "Asia/Shanghai",
        new DateOnly(2026, 2, 10),
        Midnight,
        Now,
        Counts,
        Rate.Rate,
        Rate.Low,
        Rate.High,
        [41, null, 22],
        [1, null, 0],
        [0, 1, 0],
        Presences,
        [new SilentGate("east-gate-1", East, Community, Midnight.AddHours(1))],
        [new ExcludedGate("west-gate-1", West, Community, [Midnight.AddHours(1)])],
        []);

    public static GatesTodayAnswer Gates { get; } = new(
        "Asia/Shanghai",
        Midnight,
        Now,
        [
            new GateTodayItem(
                "west-gate-1", West, GateKind.Pedestrian, "230103", "230103001", Community, Presence.Reporting, null, null, Now.AddSeconds(-20), "0.1.0",
                GateExamples.Health, Counts, [41, null, 22], [1, null, 0], [false, true, false]),
            new GateTodayItem(
                "east-gate-1", East, GateKind.Vehicle, "230103", "230103001", Community, Presence.Silent, Midnight.AddHours(1), null, null, null,
                null, null, [null, null, null], [null, null, null], [false, false, false]),
        ]);
}
