using Checkpoint.CloudIngest.Exclusions;
using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Outbox;
using Checkpoint.Tests.Unit.Reports;
using Checkpoint.Tests.Unit.Uplink;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Warnings;

/// <summary>
/// The loop over a store in memory and a real database of its own, with a clock that the test turns: three gates in three
/// communities of two streets, each of which tells of 1 000 people and 2 with fever on an ordinary day.
/// </summary>
internal sealed class WarningBench : IDisposable
{
    public const int UsualPersons = 1_000;

    public const int UsualFevers = 2;

    private readonly TestFolder _folder = new();

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public WarningBench(ReportScene? scene = null, WarningPlan? plan = null)
    {
        Scene = scene ?? new ReportScene().Gate("west").Gate("east", ReportScene.East).Gate("south", ReportScene.South);
        Plan = plan ?? new WarningPlan();
        File.WriteAllText(Path.Combine(_folder.Path, "registry.json"), RegistryFile.Format(Scene.Registry));
        Registry = new RegistryWatch(Path.Combine(_folder.Path, "registry.json"), new WaitingGates(), Clock, NullLogger<RegistryWatch>.Instance);
        Assert.Empty(Registry.Load());
        Database = OpenDatabase();
        Desk = DeskOn(Database);
        Clock.Advance(ReportBench.Morning - Clock.GetUtcNow());
    }

    public ReportScene Scene { get; }

    public WarningPlan Plan { get; }

    public ManualTime Clock { get; } = new();

    public RegistryWatch Registry { get; }

    public LightStore Store { get; } = LightStore.Make();

    public ServingDatabase Database { get; }

    public WarningDesk Desk { get; }

    public WarningBook Book => new(Database);

    public WarningActs Acts => new(Database, new AuditLog(Database, Clock), QueueOn(Database), Clock);

    /// <summary>The last day that is due when the bench begins, at seven of the morning after it.</summary>
    public DateOnly Yesterday { get; } = new(2026, 2, 10);

    public void Dispose()
    {
        Database.Dispose();
        Registry.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    public ServingDatabase OpenDatabase() => ServingDatabase.Open(Path.Combine(_folder.Path, "serve.db"));

    public WarningDesk DeskOn(ServingDatabase database) => new(
        new DayReader(new ReportReader(Store.Store, Registry, new WaitingGates(), new ExclusionBook(database), Clock)),
        new EvaluationKeeper(database, new AuditLog(database, Clock), QueueOn(database), Plan, Clock),
        Registry,
        Plan,
        Scene.Zone,
        Clock,
        _services.GetRequiredService<IMeterFactory>());

    public WebhookQueue QueueOn(ServingDatabase database) => new(
        database, new AuditLog(database, Clock), Plan, new WebhookMetrics(_services.GetRequiredService<IMeterFactory>()), Clock);

    /// <summary>What one gate tells of one day; all at nine, and in service for the hours named.</summary>
    public void Tell(string gate, string community, DateOnly day, int persons = UsualPersons, int fevers = UsualFevers, int confirmed = 0, Func<int, bool>? hours = null)
    {
        foreach (var (start, hour) in new ReportDay(day, Scene.Zone).HourStarts.Select((start, hour) => (start, hour)).Where(one => hours?.Invoke(one.hour) ?? true))
        {
            Store.Add(community, new SummarySum
            {
                StartSeconds = start,
                Code = gate,
                Normal = hour == 9 ? persons - fevers : 0,
                Fever = hour == 9 ? fevers : 0,
                ManualFever = hour == 9 ? confirmed : 0,
                InServiceSeconds = 3600,
            });
        }
    }

    /// <summary>Ordinary days of all three gates.</summary>
    /// <param name="but">Of this gate nothing.</param>
    public void TellUsual(DateOnly from, DateOnly to, string? but = null)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            foreach (var (gate, community) in new[] { ("west", ReportScene.West), ("east", ReportScene.East), ("south", ReportScene.South) })
            {
                if (gate != but)
                    Tell(gate, community, day);
            }
        }
    }

    public Task EvaluateAsync() => Desk.EvaluateDueAsync(CancellationToken.None);

    /// <summary>Goes on to the next morning and evaluates.</summary>
    public Task NextMorningAsync()
    {
        Clock.Advance(TimeSpan.FromDays(1));
        return EvaluateAsync();
    }

    public IReadOnlyList<Warning> Warnings(string? gate = null, WarningFilter filter = WarningFilter.All) => Book.List(
        new WarningQuery(Area.Everything, gate, filter, DateOnly.MinValue, DateOnly.MaxValue, long.MaxValue, 100));

    public Warning OfGate(string gate) => Warnings(gate)[0];

    public IReadOnlyList<AreaStanding> Standing(PlaceLevel? level = null) => Book.Standing(new StandingQuery(Area.Everything, null, level, null, 100));

    public AreaStanding StandingOf(string code) => Standing().Single(standing => standing.Evaluation.Area.Code == code);

    public IReadOnlyList<AuditEntry> Audit() => new AuditLog(Database, Clock).List(
        new AuditQuery(Area.Everything, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1), null, long.MaxValue, 100));
}
