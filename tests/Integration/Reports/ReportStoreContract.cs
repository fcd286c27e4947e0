using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Integration.Reports;

/// <summary>Reports made from what a real store sums up, whichever it is.</summary>
public abstract class ReportStoreContract
{
    private const string West = "230103001001";
    private const string East = "230103001002";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly ReportDay Day = new(new DateOnly(2026, 2, 10), Zone);

    private long _seq;

    protected abstract IRecordStore Store { get; }

    [Fact]
    public async Task A_day_with_a_moved_a_silent_and_an_unregistered_gate_and_what_comes_three_days_late()
    {
        var folder = TestFolder.Create("reports");
        try
        {
            using var database = ServingDatabase.Open(Path.Combine(folder, "serve.db"));
            var reader = Reader(folder, database);
            await TellAsync("aaa-stays", West, Day, 0, 24, normal: 2);
            await TellAsync("aaa-stays", West, Day.Plus(-1), 0, 24, normal: 1);
            await TellAsync("moves", West, Day, 0, 12, normal: 1);
            await TellAsync("moves", East, Day, 12, 24, normal: 3);
            await TellAsync("unknown", East, Day, 5, 6, normal: 7);
            await TellAsync("late", East, Day.Plus(-2), 0, 3, normal: 9);
            var issued = await MakeAsync(reader);
            Assert.Equal(
                [("aaa-stays", West, GateReportState.ReportedZero, 48L), ("moves", West, GateReportState.ReportedZero, 12L), ("late", East, GateReportState.Silent, -1), ("moves", East, GateReportState.ReportedZero, 36), ("unknown", East, GateReportState.Unregistered, 7)],
                issued.Gates.Select(gate => (gate.Gate, gate.Community, gate.State, gate.Counts?.Persons ?? -1)));
            Assert.Equal((103L, false), (issued.Total!.Persons, issued.Zero.Claimed));
            Assert.Equal(new DateTimeOffset(2026, 2, 8, 3, 0, 0, TimeSpan.FromHours(8)), issued.Gates[2].SilentSince!.Time);
            await TellAsync("late", East, Day, 0, 24, fever: 1);
            var changes = ReportChanges.Between(issued, await MakeAsync(reader));
            Assert.Equal(("late", GateReportState.Silent, GateReportState.Reported, 24L), changes.Gates.Select(gate => (gate.Gate, gate.StateIssued!.Value, gate.StateNow!.Value, gate.CountsNow!.ScreenedFevers)).Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<DailyReport> MakeAsync(ReportReader reader)
    {
        var area = new ReportArea(PlaceLevel.Street, "230103001", new LocalName("花园街道", "Huayuan"));
        return DailyReports.Make(area, Day, await reader.ReadAsync(area, Day, CancellationToken.None));
    }

    private ReportReader Reader(string folder, ServingDatabase database)
    {
        var name = new LocalName("名", "name");
        Assignment At(string community, string from) =>
            new(DateTimeOffset.Parse(from, null), new Place(community[..6], community[..9], community), GateKind.Pedestrian, name);
        const string begun = "2026-01-01T00:00:00+08:00";
        var registry = new GateRegistry(
            [new District("230103", name, [new Street("230103001", name, [new Community(West, name), new Community(East, name)])])],
            [
                new RegisteredGate(GateId.Parse("aaa-stays"), [At(West, begun)]),
                new RegisteredGate(GateId.Parse("late"), [At(East, begun)]),
                new RegisteredGate(GateId.Parse("moves"), [At(West, begun), At(East, "2026-02-10T12:00:00+08:00")]),
            ]);
        var path = Path.Combine(folder, "registry.json");
        File.WriteAllText(path, RegistryFile.Format(registry));
        var waiting = new WaitingGates();
        var watch = new RegistryWatch(path, waiting, TimeProvider.System, NullLogger<RegistryWatch>.Instance);
        Assert.Empty(watch.Load());
        return new ReportReader(Store, watch, waiting, new ExclusionBook(database), TimeProvider.System);
    }

    private async Task TellAsync(string gate, string community, ReportDay day, int from, int to, int normal = 0, int fever = 0)
    {
        GateRecord[] records =
        [
            .. day.HourStarts.Skip(from).Take(to - from).Select(start => new Summary
            {
                Seq = ++_seq,
                Time = new RecordTime((start + 3599) * 1_000_000, 1),
                Span = SummarySpan.Hour,
                StartSeconds = start,
                Normal = normal,
                Fever = fever,
                InServiceSeconds = 3600,
            }),
        ];
        var place = new Place(community[..6], community[..9], community);
        Assert.Null(await Store.WriteAsync([new PlacedBatch(GateId.Parse(gate), new StreamId(1), place, records)], CancellationToken.None));
    }
}
