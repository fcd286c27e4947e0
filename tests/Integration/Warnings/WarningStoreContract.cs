using Checkpoint.CloudIngest.Exclusions;
using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Integration.Warnings;

/// <summary>The loop over what a real store sums up, whichever it is.</summary>
public abstract class WarningStoreContract
{
    private const string West = "230103001001";
    private const string East = "230103001002";
    private const string Begun = "2026-01-01T00:00:00+08:00";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly DateOnly Day = new(2026, 2, 10);

    private long _seq;

    protected abstract IRecordStore Store { get; }

    [Fact]
    public async Task An_outbreak_at_one_gate_beside_a_moved_and_a_silent_one_and_what_comes_two_days_late()
    {
        var folder = TestFolder.Create("warnings");
        using var database = ServingDatabase.Open(Path.Combine(folder, "serve.db"));
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        try
        {
            var (clock, book) = (new SetClock { Now = DateTimeOffset.Parse("2026-02-11T07:00+08:00", null) }, new WarningBook(database));
            var desk = Desk(folder, database, clock, services.GetRequiredService<IMeterFactory>());
            await TellAsync("outbreak", West, Day.AddDays(-20), Day, day => day == Day ? 15 : 2);
            await TellAsync("late", East, Day.AddDays(-20), Day.AddDays(-3), _ => 2);
            await TellAsync("moves", West, Day.AddDays(-20), Day.AddDays(-6), _ => 2);
            await TellAsync("moves", East, Day.AddDays(-5), Day, _ => 2);
            await desk.EvaluateDueAsync(CancellationToken.None);
            Assert.Equal(["230103", "230103001", West, "outbreak"], Warned(book));
            Assert.Equal(
                [("late", East, EvaluationAnswer.InsufficientData), ("moves", West, EvaluationAnswer.Normal), ("moves", East, EvaluationAnswer.InsufficientData), ("outbreak", West, EvaluationAnswer.Alarm)],
                book.Standing(new StandingQuery(Area.Everything, null, PlaceLevel.Gate, null, 10)).Select(one => (one.Evaluation.Area.Code, one.Evaluation.Area.Place, one.Evaluation.Answer)));
            await TellAsync("late", East, Day.AddDays(-2), Day, day => day == Day ? 1 : 18);
            clock.Now = clock.Now.AddHours(1);
            await desk.EvaluateDueAsync(CancellationToken.None);
            Assert.Equal(["230103", "230103001", West, East, "late", "outbreak"], Warned(book));
            Assert.Equal(Day.AddDays(-2), Of(book, "late").Day);
            Assert.Equal(Day.AddDays(-2), Of(book, "230103").Day);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Warned(WarningBook book) => List(book).Select(warning => warning.Area.Code).Order(StringComparer.Ordinal);

    private static Warning Of(WarningBook book, string code) => List(book).Single(warning => warning.Area.Code == code);

    private static IReadOnlyList<Warning> List(WarningBook book) =>
        book.List(new WarningQuery(Area.Everything, null, WarningFilter.All, DateOnly.MinValue, DateOnly.MaxValue, long.MaxValue, 100));

    private WarningDesk Desk(string folder, ServingDatabase database, TimeProvider clock, IMeterFactory meters)
    {
        var name = new LocalName("名", "name");
        Assignment At(string community, string from) =>
            new(DateTimeOffset.Parse(from, null), new Place(community[..6], community[..9], community), GateKind.Pedestrian, name);
        var registry = new GateRegistry(
            [new District("230103", name, [new Street("230103001", name, [new Community(West, name), new Community(East, name)])])],
            [
                new RegisteredGate(GateId.Parse("outbreak"), [At(West, Begun)]),
                new RegisteredGate(GateId.Parse("late"), [At(East, Begun)]),
                new RegisteredGate(GateId.Parse("moves"), [At(West, Begun), At(East, "2026-02-05T00:00:00+08:00")]),
            ]);
        var path = Path.Combine(folder, "registry.json");
        File.WriteAllText(path, RegistryFile.Format(registry));
        var (waiting, plan) = (new WaitingGates(), new WarningPlan());
        var watch = new RegistryWatch(path, waiting, clock, NullLogger<RegistryWatch>.Instance);
        Assert.Empty(watch.Load());
        var audit = new AuditLog(database, clock);
        return new WarningDesk(
            new DayReader(new ReportReader(Store, watch, waiting, new ExclusionBook(database), clock)),
            new EvaluationKeeper(database, audit, new WebhookQueue(database, audit, plan, new WebhookMetrics(meters), clock), plan, clock),
            watch,
            plan,
            Zone,
            clock,
            meters);
    }

    /// <summary>A thousand people a day at nine, in service all day.</summary>
    private async Task TellAsync(string gate, string community, DateOnly from, DateOnly to, Func<DateOnly, int> fevers)
    {
        var records = new List<GateRecord>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            records.AddRange(new ReportDay(day, Zone).HourStarts.Select((start, hour) => new Summary
            {
                Seq = ++_seq,
                Time = new RecordTime((start + 3599) * 1_000_000, 1),
                Span = SummarySpan.Hour,
                StartSeconds = start,
                Normal = hour == 9 ? 1_000 - fevers(day) : 0,
                Fever = hour == 9 ? fevers(day) : 0,
                InServiceSeconds = 3600,
            }));
        }

        var place = new Place(community[..6], community[..9], community);
        Assert.Null(await Store.WriteAsync([new PlacedBatch(GateId.Parse(gate), new StreamId(1), place, [.. records])], CancellationToken.None));
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
