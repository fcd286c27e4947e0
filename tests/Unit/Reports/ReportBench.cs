using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Store.Sqlite;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Uplink;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Reports;

/// <summary>The desk over real files, a registry of three gates in three communities, and a clock that the test turns.</summary>
internal sealed class ReportBench : IDisposable
{
    private static readonly ReportScene Scene = new ReportScene().Gate("west").Gate("east", ReportScene.East).Gate("south", ReportScene.South);

    private readonly TestFolder _folder = new();

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private long _seq;

    public ReportBench()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "registry.json"), RegistryFile.Format(Scene.Registry));
        Store = SqliteRecordStore.Open(Path.Combine(_folder.Path, "records.db"));
        Database = OpenDatabase();
        Book = new ReportBook(Database);
        Registry = new RegistryWatch(Path.Combine(_folder.Path, "registry.json"), Waiting, Clock, NullLogger<RegistryWatch>.Instance);
        Assert.Empty(Registry.Load());
        Desk = DeskOn(Store, Book);
        Clock.Advance(Morning - Clock.GetUtcNow());
    }

    /// <summary>Seven in the morning after the scene's day.</summary>
    public static DateTimeOffset Morning { get; } = ReportScene.Clock("2026-02-11T07:00+08:00");

    public static ReportDay Day { get; } = Scene.Day;

    public static ReportArea West { get; } = ReportArea.Find(Scene.Registry, ReportScene.West)!;

    public static ReportArea District { get; } = ReportArea.Find(Scene.Registry, "230103")!;

    public ManualTime Clock { get; } = new();

    public WaitingGates Waiting { get; } = new();

    public RegistryWatch Registry { get; }

    public SqliteRecordStore Store { get; }

    public ServingDatabase Database { get; }

    public ReportBook Book { get; }

    public ReportDesk Desk { get; }

    public void Dispose()
    {
        Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Database.Dispose();
        Registry.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    public ServingDatabase OpenDatabase() => ServingDatabase.Open(Path.Combine(_folder.Path, "serve.db"));

    public ReportDesk DeskOn(IRecordStore store, ReportBook book) => new(
        new ReportReader(store, Registry, Waiting, new ExclusionBook(Database), Clock),
        book,
        Registry,
        new ReportOptions(),
        Scene.Zone,
        Clock,
        _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());

    /// <summary>Whole hours of one day, in service, with these counts in each.</summary>
    public async Task TellAsync(string gate, string community, ReportDay day, Func<int, bool>? hours = null, int normal = 0, int fever = 0)
    {
        GateRecord[] records =
        [
            .. day.HourStarts.Where((_, hour) => hours?.Invoke(hour) ?? true).Select(start => new Summary
            {
                Seq = ++_seq,
                Time = new RecordTime((start + 3600) * 1_000_000, 1),
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

    public async Task TellAllAsync(ReportDay day, Func<int, bool>? hours = null, int normal = 0, int fever = 0)
    {
        await TellAsync("west", ReportScene.West, day, hours, normal, fever);
        await TellAsync("east", ReportScene.East, day, hours, normal, fever);
        await TellAsync("south", ReportScene.South, day, hours, normal, fever);
    }

    public ReportSignature Signature(ReportIssue issue, bool zero = false, string? hash = null) =>
        new("li", Role.Official, issue.Area, "李娜", Clock.GetUtcNow(), zero, null, hash ?? issue.Hash);
}
