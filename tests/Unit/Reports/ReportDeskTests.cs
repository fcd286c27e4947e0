using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Reports;

public sealed class ReportDeskTests : IAsyncLifetime, IDisposable
{
    private static readonly ReportDay Day = ReportBench.Day;

    private ReportBench _bench = null!;

    public Task InitializeAsync()
    {
        _bench = new ReportBench();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task At_the_hour_every_area_with_gates_gets_its_report_and_not_before()
    {
        await _bench.TellAllAsync(Day, normal: 1);
        _bench.Clock.Advance(TimeSpan.FromSeconds(-1));
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        Assert.Empty(_bench.Book.IssuedAreas(Day.Date));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        Assert.Equal(
            ["230103", "230103001", ReportScene.West, ReportScene.East, "230103002", ReportScene.South], _bench.Book.IssuedAreas(Day.Date).Order());
        var issue = _bench.Book.Issues("230103", Day.Date).Single();
        Assert.Equal((1, "230103-20260210-1", IssueDocument.Schedule, false, true, true), (issue.Number, issue.Serial, issue.IssuedBy, issue.Late, issue.ZeroClaimed, issue.Complete));
        Assert.Equal((ReportBench.Morning, ReportBench.Morning), (issue.IssuedAt, issue.DueAt!.Value));
    }

    [Fact]
    public async Task The_clock_issues_at_the_hour_and_again_the_next_day()
    {
        _bench.Clock.Advance(TimeSpan.FromHours(-2));
        await _bench.TellAllAsync(Day);
        using var clock = new ReportClock(_bench.Desk, _bench.Clock, NullLogger<ReportClock>.Instance);
        await clock.StartAsync(CancellationToken.None);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        await BeginAsync(() => _bench.Book.Issues("230103", Day.Date).Count == 1);
        await _bench.TellAllAsync(Day.Plus(1));
        await PassAsync(TimeSpan.FromHours(24), () => _bench.Book.Issues("230103", Day.Plus(1).Date).Count == 1);
        await clock.StopAsync(CancellationToken.None);
        Assert.Equal([1, 1], new[] { Day, Day.Plus(1) }.Select(day => _bench.Book.Issues("230103", day.Date).Count));
        Assert.False(_bench.Book.Issues("230103", Day.Plus(1).Date)[0].Late);
    }

    [Fact]
    public async Task Issued_again_after_a_restart_nothing_is_issued_twice()
    {
        await _bench.TellAllAsync(Day);
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        var first = _bench.Book.Issues("230103", Day.Date).Single();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        using var database = _bench.OpenDatabase();
        await _bench.DeskOn(_bench.Store, new ReportBook(database)).IssueDueAsync(CancellationToken.None);
        Assert.Equal([first], _bench.Book.Issues("230103", Day.Date));
    }

    [Fact]
    public async Task Two_processes_at_once_issue_each_report_once()
    {
        await _bench.TellAllAsync(Day);
        using var database = _bench.OpenDatabase();
        var other = _bench.DeskOn(_bench.Store, new ReportBook(database));
        await Task.WhenAll(Task.Run(() => _bench.Desk.IssueDueAsync(CancellationToken.None)), Task.Run(() => other.IssueDueAsync(CancellationToken.None)));
        Assert.All(_bench.Book.IssuedAreas(Day.Date), area => Assert.Single(_bench.Book.Issues(area, Day.Date)));
        Assert.Equal(6, _bench.Book.IssuedAreas(Day.Date).Count);
    }

    [Fact]
    public async Task A_service_that_was_down_at_the_hour_issues_on_return_and_says_so()
    {
        await _bench.TellAllAsync(Day);
        await _bench.TellAllAsync(Day.Plus(1));
        _bench.Clock.Advance(TimeSpan.FromHours(30));
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        var late = _bench.Book.Issues("230103", Day.Date).Single();
        Assert.Equal((true, ReportBench.Morning, ReportBench.Morning.AddHours(30)), (late.Late, late.DueAt!.Value, late.IssuedAt));
        Assert.Equal("230103", _bench.Book.Issues("230103", Day.Plus(1).Date).Single().Area);
    }

    [Fact]
    public async Task A_new_service_reports_yesterday_though_all_is_silent_and_no_days_before()
    {
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        Assert.False(_bench.Book.Issues("230103", Day.Date).Single().Complete);
        Assert.Empty(_bench.Book.IssuedAreas(Day.Plus(-1).Date));
    }

    [Fact]
    public async Task A_database_that_can_not_answer_is_asked_again_each_minute()
    {
        await _bench.TellAllAsync(Day);
        var store = new SilentStore(_bench.Store) { Fault = new StoreFault(StoreFaultKind.Unreachable, "gone") };
        using var clock = new ReportClock(_bench.DeskOn(store, _bench.Book), _bench.Clock, NullLogger<ReportClock>.Instance);
        await clock.StartAsync(CancellationToken.None);
        await BeginAsync(() => store.Asked > 0);
        for (var asked = 1; asked <= 3; asked++)
            await PassAsync(ReportClock.Period, () => store.Asked > asked);
        Assert.Empty(_bench.Book.IssuedAreas(Day.Date));
        store.Fault = null;
        await PassAsync(TimeSpan.FromMinutes(20), () => _bench.Book.IssuedAreas(Day.Date).Count == 6);
        await clock.StopAsync(CancellationToken.None);
        Assert.True(_bench.Book.Issues("230103", Day.Date).Single().Late);
    }

    [Fact]
    public async Task Late_data_after_three_days_changes_what_is_now_known_and_the_issue_stays()
    {
        await _bench.TellAsync("east", ReportScene.East, Day, normal: 1);
        await _bench.TellAsync("south", ReportScene.South, Day, normal: 1);
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        var issued = Document(1);
        var bytes = _bench.Book.Document("230103", Day.Date, 1);
        _bench.Clock.Advance(TimeSpan.FromDays(3));
        await _bench.TellAsync("west", ReportScene.West, Day, normal: 2, fever: 1);
        var (now, _) = await _bench.Desk.NowAsync(ReportBench.District, Day, CancellationToken.None);
        var changes = ReportChanges.Between(issued.Report, now);
        Assert.Equal((48L, 120L, 72L), (issued.Report.Total!.Persons, now.Total!.Persons, changes.Difference!.Persons));
        Assert.Equal(("west", GateReportState.Silent, GateReportState.Reported), changes.Gates.Select(gate => (gate.Gate, gate.StateIssued!.Value, gate.StateNow!.Value)).Single());
        Assert.Equal((new ZeroClaim(false, 2, 3, 0), false), (issued.Report.Zero, now.Zero.Claimed));
        Assert.Equal(IssueOutcome.Issued, await _bench.Desk.IssueAsync(ReportBench.District, Day, 2, "li", "west is back", CancellationToken.None));
        Assert.Equal((bytes, 120L, "west is back"), (_bench.Book.Document("230103", Day.Date, 1), Document(2).Report.Total!.Persons, Document(2).Reason));
        Assert.False(ReportChanges.Between(Document(2).Report, now).Changed);
    }

    [Fact]
    public async Task A_change_of_the_day_before_is_told_as_one_of_the_comparison()
    {
        await _bench.TellAllAsync(Day);
        await _bench.Desk.IssueDueAsync(CancellationToken.None);
        await _bench.TellAllAsync(Day.Plus(-1));
        var (now, _) = await _bench.Desk.NowAsync(ReportBench.District, Day, CancellationToken.None);
        var changes = ReportChanges.Between(Document(1).Report, now);
        Assert.Equal((true, true, 0), (changes.Changed, changes.ComparisonsOnly, changes.Gates.Count));
    }

    [Fact]
    public async Task By_hand_a_report_is_issued_only_as_the_next_one_with_news_of_a_day_that_is_over()
    {
        await _bench.TellAllAsync(Day);
        Assert.Equal(IssueOutcome.OtherNumber, await IssueAsync(Day, 2));
        Assert.Equal(IssueOutcome.Issued, await IssueAsync(Day, 1));
        Assert.Equal(IssueOutcome.OtherNumber, await IssueAsync(Day, 1));
        Assert.Equal(IssueOutcome.Unchanged, await IssueAsync(Day, 2));
        Assert.Equal(IssueOutcome.DayNotOver, await IssueAsync(Day.Plus(1), 1));
        _bench.Clock.Advance(DateTimeOffset.FromUnixTimeSeconds(Day.Plus(1).EndSeconds) - _bench.Clock.GetUtcNow());
        Assert.Equal(IssueOutcome.DayNotOver, await IssueAsync(Day.Plus(1), 1));
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(IssueOutcome.Issued, await IssueAsync(Day.Plus(1), 1));
    }

    private Task<IssueOutcome> IssueAsync(ReportDay day, int number) =>
        _bench.Desk.IssueAsync(ReportBench.West, day, number, "li", null, CancellationToken.None);

    private IssueDocument Document(int number) => ReportJson.Read<IssueDocument>(_bench.Book.Document("230103", Day.Date, number)!);

    /// <summary>The first look; the pause before it begins whenever the clock's own thread does.</summary>
    private async Task BeginAsync(Func<bool> state)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (; !state(); _bench.Clock.Advance(DueClock.Pause))
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
    }

    /// <summary>Turns the clock on and waits for the state; meanwhile no time passes.</summary>
    private async Task PassAsync(TimeSpan time, Func<bool> state)
    {
        _bench.Clock.Advance(time);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!state())
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
    }
}
