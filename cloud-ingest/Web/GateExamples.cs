using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Areas;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web;

/// <summary>A gate, the place where it stands, and what became of its records, as the API's document shows them.</summary>
internal static class GateExamples
{
    private const string Gate = "west-gate-1";

    private const string Stream = "3f0c55e1a7d2946b";

    private static readonly LocalName Name = new("西门", "West gate");

    private static readonly DateTimeOffset Seen = new(2026, 2, 10, 6, 30, 12, TimeSpan.Zero);

    public static GateHealthItem Health { get; } = new(Seen, 0, 0, 0, 0, false, ClockQuality.Ntp, 21_474_836_480, 41.2, 864_012);

    public static IReadOnlyList<GateItem> Gates { get; } =
    [
        new(
            Gate, GateKind.Pedestrian, Name, "230103", "230103001", "230103001001", Seen, Stream, 51_204, Seen, 1_377, "0.1.0", Health),
    ];

    public static IReadOnlyList<WaitingGate> Waiting { get; } = [new(GateId.Parse("north-gate-2"), Seen.AddHours(-3), Seen, "0.1.0", "10000000a3b1c2d4")];

    public static IReadOnlyList<LedgerItem> Ledger { get; } = [new(Gate, Stream, true, 51_204, 50_200, 4, 0, [], 0, [], 1_000, 0)];

    public static AreaTree Areas { get; } = new(
        "230103001",
        [
            new AreaDistrict("230103", new LocalName("南岗区", "Nangang"), [
                new AreaStreet("230103001", new LocalName("花园街道", "Huayuan Street"), [
                    new AreaCommunity("230103001001", new LocalName("西社区", "West community"), [new AreaGate(Gate, Name, GateKind.Pedestrian)]),
                ]),
            ]),
        ]);
}
