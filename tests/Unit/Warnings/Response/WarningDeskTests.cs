using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Warnings.Response;

/// <summary>The loop in virtual time, from what gates told to what is kept.</summary>
public sealed class WarningDeskTests : IDisposable
{
    private readonly WarningBench _bench = new();

    private DateOnly Yesterday => _bench.Yesterday;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task At_the_reports_hour_every_gate_and_area_is_evaluated_and_not_before()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday);
        _bench.Clock.Advance(TimeSpan.FromSeconds(-1));
        await _bench.EvaluateAsync();
        Assert.All(_bench.Standing(), standing => Assert.Equal(Yesterday.AddDays(-1), standing.Evaluation.Today.Day));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.EvaluateAsync();
        Assert.Equal(
            ["230103", "230103001", "230103001001", "230103001002", "230103002", "230103002001", "east", "south", "west"],
            _bench.Standing().Select(standing => standing.Evaluation.Area.Code));
        Assert.All(_bench.Standing(), standing => Assert.Equal(
            (Yesterday, EvaluationAnswer.Normal, AreaDayState.Reported), (standing.Evaluation.Today.Day, standing.Evaluation.Answer, standing.Evaluation.Today.State)));
        Assert.Equal((6, 3_000), (_bench.StandingOf("230103").Evaluation.Today.Fevers, _bench.StandingOf("230103").Evaluation.Today.Persons));
        Assert.Empty(_bench.Warnings());
    }

    [Fact]
    public async Task The_clock_evaluates_at_the_hour_and_again_the_next_day()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday.AddDays(1));
        using var clock = new WarningClock(_bench.Desk, _bench.Clock, NullLogger<WarningClock>.Instance);
        await clock.StartAsync(CancellationToken.None);
        await BeginAsync(() => _bench.Standing().Any(standing => standing.Evaluation.Today.Day == Yesterday));
        await PassAsync(TimeSpan.FromDays(1), () => _bench.Standing().All(standing => standing.Evaluation.Today.Day == Yesterday.AddDays(1)));
        await clock.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_outbreak_opens_a_warning_of_each_area_that_shows_it_and_the_next_days_join()
    {
        Outbreak("west", 15, days: 3);
        await _bench.EvaluateAsync();
        Assert.Equal(
            [("230103", Yesterday), ("230103001", Yesterday), (ReportScene.West, Yesterday), ("west", Yesterday)],
            _bench.Warnings().Select(warning => (warning.Area.Code, warning.Day)).OrderBy(warning => warning.Code, StringComparer.Ordinal));
        await _bench.NextMorningAsync();
        await _bench.NextMorningAsync();
        Assert.Equal(4, _bench.Warnings().Count);
        var warning = _bench.OfGate("west");
        Assert.Equal((Yesterday, Yesterday.AddDays(2), 3, WarningState.Open), (warning.Day, warning.Last.Day, warning.AlarmDays, warning.State));
        Assert.Equal(4, _bench.Audit().Count(entry => entry.Act == AuditAct.WarningOpened));
    }

    [Fact]
    public async Task Its_chart_has_four_weeks_before_and_goes_on_while_it_is_not_closed()
    {
        Outbreak("west", 15, days: 1);
        _bench.TellUsual(Yesterday.AddDays(1), Yesterday.AddDays(2), but: "west");
        _bench.Tell("west", ReportScene.West, Yesterday.AddDays(2));
        await _bench.EvaluateAsync();
        Assert.Equal(Yesterday.AddDays(-27), Chart()[0].Day);
        Assert.Equal((Yesterday, 15, 1_000, 2.04, 9), Figures(Chart()[^1]));
        await _bench.NextMorningAsync();
        await _bench.NextMorningAsync();
        Assert.Equal((AreaDayState.Missing, null, null), (Chart()[^2].State, Chart()[^2].Fevers, Chart()[^2].Expected));
        Assert.Equal((30, Yesterday.AddDays(2)), (Chart().Count, Chart()[^1].Day));
        _bench.Acts.Close(_bench.OfGate("west").Id, Conclusion.Explained, "school trip", Actor.Command);
        _bench.TellUsual(Yesterday.AddDays(3), Yesterday.AddDays(3));
        await _bench.NextMorningAsync();
        Assert.Equal(Yesterday.AddDays(2), Chart()[^1].Day);

        IReadOnlyList<ChartDay> Chart() => _bench.Book.Find(_bench.OfGate("west").Id, CloudIngest.Registry.Area.Everything)!.Chart;

        (DateOnly, int?, int?, double, int?) Figures(ChartDay day) => (day.Day, day.Fevers, day.Persons, Math.Round(day.Expected!.Value, 2), day.Upper);
    }

    [Fact]
    public async Task Evaluated_again_after_a_restart_nothing_is_opened_twice_and_nothing_written()
    {
        Outbreak("west", 15, days: 1);
        await _bench.EvaluateAsync();
        var (warnings, audit, standing) = (_bench.Warnings(), _bench.Audit(), _bench.Standing());
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        using (var database = _bench.OpenDatabase())
            await _bench.DeskOn(database).EvaluateDueAsync(CancellationToken.None);
        Assert.Equal(warnings.Select(warning => (warning.Id, warning.State, warning.AlarmDays)), _bench.Warnings().Select(warning => (warning.Id, warning.State, warning.AlarmDays)));
        Assert.Equal(audit, _bench.Audit());
        Assert.Equal(standing.Select(one => one.KnownAt), _bench.Standing().Select(one => one.KnownAt));
    }

    [Fact]
    public async Task Two_processes_at_once_open_each_warning_once()
    {
        Outbreak("west", 15, days: 1);
        using var database = _bench.OpenDatabase();
        var other = _bench.DeskOn(database);
        await Task.WhenAll(Task.Run(_bench.EvaluateAsync), Task.Run(() => other.EvaluateDueAsync(CancellationToken.None)));
        Assert.Equal(4, _bench.Warnings().Count);
        Assert.Equal(4, _bench.Audit().Count);
    }

    [Fact]
    public async Task A_service_that_was_down_catches_up_the_days_it_missed_as_far_as_it_looks_back()
    {
        Outbreak("west", 15, days: 1, on: Yesterday.AddDays(-6));
        _bench.TellUsual(Yesterday.AddDays(-5), Yesterday);
        await _bench.EvaluateAsync();
        Assert.Equal(Yesterday.AddDays(-6), _bench.OfGate("west").Day);
        Assert.Equal(EvaluationAnswer.Normal, _bench.StandingOf("west").Evaluation.Answer);
        Assert.Equal(7 * 9, _bench.Database.Read(tables => tables.Scalar("SELECT count(*) FROM area_evaluation")));
    }

    [Fact]
    public async Task A_day_before_the_look_back_opens_nothing_any_more()
    {
        Outbreak("west", 15, days: 1, on: Yesterday.AddDays(-9));
        _bench.TellUsual(Yesterday.AddDays(-8), Yesterday);
        await _bench.EvaluateAsync();
        Assert.Empty(_bench.Warnings());
    }

    [Fact]
    public async Task A_silent_gate_is_insufficient_and_never_zero_and_its_area_goes_on_without_it()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday.AddDays(-1));
        _bench.TellUsual(Yesterday, Yesterday, but: "west");
        await _bench.EvaluateAsync();
        var (gate, street) = (_bench.StandingOf("west").Evaluation, _bench.StandingOf("230103001").Evaluation);
        Assert.Equal(
            (EvaluationAnswer.InsufficientData, (Insufficiency?)Insufficiency.DayMissing, null, null), (gate.Answer, gate.Insufficiency, gate.Today.Fevers, gate.Today.Persons));
        Assert.Equal(
            (EvaluationAnswer.InsufficientData, (Insufficiency?)Insufficiency.DayPartial, 1_000, 0.5),
            (street.Answer, street.Insufficiency, street.Today.Persons, street.Today.Coverage));
        Assert.Equal(EvaluationAnswer.Normal, _bench.StandingOf("east").Evaluation.Answer);
    }

    [Fact]
    public async Task A_part_of_a_day_warns_when_it_is_unusual_by_itself()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday.AddDays(-1));
        _bench.Tell("west", ReportScene.West, Yesterday, persons: 400, fevers: 12, hours: hour => hour < 12);
        await _bench.EvaluateAsync();
        Assert.Equal((AreaDayState.Partial, EvaluationAnswer.Alarm), (_bench.OfGate("west").Last.Evaluation.Today.State, _bench.OfGate("west").Last.Evaluation.Answer));
    }

    [Fact]
    public async Task Late_data_that_shows_an_outbreak_opens_its_warning_at_the_next_look()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday, but: "west");
        for (var day = Yesterday.AddDays(-30); day < Yesterday.AddDays(-3); day = day.AddDays(1))
            _bench.Tell("west", ReportScene.West, day);
        await _bench.EvaluateAsync();
        Assert.Empty(_bench.Warnings());
        for (var back = 3; back >= 0; back--)
            _bench.Tell("west", ReportScene.West, Yesterday.AddDays(-back), fevers: back == 3 ? 15 : 2);
        _bench.Clock.Advance(TimeSpan.FromMinutes(59));
        await _bench.EvaluateAsync();
        Assert.Empty(_bench.Warnings());
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.EvaluateAsync();
        Assert.Equal((Yesterday.AddDays(-3), _bench.Clock.GetUtcNow()), (_bench.OfGate("west").Day, _bench.OfGate("west").OpenedAt));
        Assert.Equal(EvaluationAnswer.Normal, _bench.StandingOf("west").Evaluation.Answer);
    }

    [Fact]
    public async Task Late_data_that_takes_an_alarm_back_is_told_and_the_warning_stays()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday.AddDays(-1));
        _bench.Tell("west", ReportScene.West, Yesterday, persons: 100, fevers: 4, hours: hour => hour < 12);
        await _bench.EvaluateAsync();
        Assert.True(_bench.OfGate("west").Last.Stands);
        _bench.Tell("west", ReportScene.West, Yesterday, persons: 0, fevers: 0, hours: hour => hour >= 12);
        _bench.Tell("west", ReportScene.West, Yesterday, persons: 900, fevers: 0, hours: hour => hour == 9);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        await _bench.EvaluateAsync();
        var detail = _bench.Book.Find(_bench.OfGate("west").Id, CloudIngest.Registry.Area.Everything)!;
        Assert.Equal((WarningState.Open, false), (detail.Warning.State, detail.Warning.Last.Stands));
        Assert.Equal((NoteKind.Withdrawn, "2026-02-10"), (detail.Warning.Notes.Single().Kind, detail.Warning.Notes.Single().Text));
    }

    [Fact]
    public async Task A_gate_that_moved_is_watched_anew_at_its_new_place()
    {
        var scene = new ReportScene().Moves("moves", ("2026-01-01T00:00:00+08:00", ReportScene.West), ("2026-02-05T00:00:00+08:00", ReportScene.South));
        using var bench = new WarningBench(scene);
        for (var day = bench.Yesterday.AddDays(-30); day <= bench.Yesterday; day = day.AddDays(1))
            bench.Tell("moves", day < new DateOnly(2026, 2, 5) ? ReportScene.West : ReportScene.South, day, fevers: day == bench.Yesterday ? 20 : 2);
        await bench.EvaluateAsync();
        var places = bench.Standing(PlaceLevel.Gate).Select(one => (one.Evaluation.Area.Place, one.Evaluation.Today.Day, one.Evaluation.Answer, one.Evaluation.Insufficiency));
        Assert.Equal(
            [
                (ReportScene.West, new DateOnly(2026, 2, 4), EvaluationAnswer.Normal, null),
                (ReportScene.South, bench.Yesterday, EvaluationAnswer.InsufficientData, (Insufficiency?)Insufficiency.FewDaysBefore),
            ],
            places);
        Assert.Equal(["230103"], bench.Warnings().Select(warning => warning.Area.Code));
    }

    [Fact]
    public async Task A_known_closing_is_no_missing_day()
    {
        var closed = new CloudIngest.Registry.Closure(ReportScene.Clock("2026-02-08T00:00+08:00"), null, "frost", "li", ReportScene.Clock("2026-02-07T20:00+08:00"));
        using var bench = new WarningBench(new ReportScene().Gate("west", closures: closed).Gate("east", ReportScene.East));
        for (var day = bench.Yesterday.AddDays(-30); day <= bench.Yesterday; day = day.AddDays(1))
        {
            bench.Tell("east", ReportScene.East, day);
            if (day < new DateOnly(2026, 2, 8))
                bench.Tell("west", ReportScene.West, day);
        }

        await bench.EvaluateAsync();
        Assert.Equal(new DateOnly(2026, 2, 7), bench.StandingOf("west").Evaluation.Today.Day);
        var street = bench.StandingOf("230103001").Evaluation;
        Assert.Equal((EvaluationAnswer.Normal, AreaDayState.Reported, 1.0), (street.Answer, street.Today.State, street.Today.Coverage));
    }

    [Fact]
    public async Task A_database_that_can_not_answer_is_asked_again_each_minute()
    {
        Outbreak("west", 15, days: 1);
        _bench.Store.Fault = new StoreFault(StoreFaultKind.Unreachable, "gone");
        using var clock = new WarningClock(_bench.Desk, _bench.Clock, NullLogger<WarningClock>.Instance);
        await clock.StartAsync(CancellationToken.None);
        await BeginAsync(() => _bench.Store.Asked > 0);
        for (var asked = 1; asked <= 2; asked++)
            await PassAsync(DueClock.Period, () => _bench.Store.Asked > asked);
        Assert.Empty(_bench.Standing());
        _bench.Store.Fault = null;
        await PassAsync(DueClock.Period, () => _bench.Warnings().Count == 4);
        await clock.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(0, 24, AreaDayState.Missing)]
    [InlineData(9, 10, AreaDayState.Partial)]
    public async Task Fevers_of_excluded_hours_warn_of_nothing_and_the_day_is_not_zero(int from, int to, AreaDayState state)
    {
        Outbreak("west", 15, days: 1);
        var day = new ReportDay(Yesterday, _bench.Scene.Zone);
        DateTimeOffset At(int hour) => day.At(day.StartSeconds + hour * ReportDay.HourSeconds);
        Assert.True(Area.TryParse(ReportScene.West, out var west));
        new ExclusionActs(_bench.Database, new AuditLog(_bench.Database, _bench.Clock), _bench.Clock)
            .Exclude(new ExclusionRequest(GateId.Parse("west"), west, At(from), At(to), "iced over"), new Actor("sun", ""));
        await _bench.EvaluateAsync();
        Assert.Empty(_bench.Warnings());
        var days = await new DayReader(new ReportReader(_bench.Store.Store, _bench.Registry, new WaitingGates(), new ExclusionBook(_bench.Database), _bench.Clock))
            .ReadAsync(ReportArea.Find(_bench.Registry.Current, "230103")!, day, day, CancellationToken.None);
        Assert.Equal(state, DistrictSeries.Of(ReportArea.Find(_bench.Registry.Current, "230103")!, _bench.Registry.Current, days).Single(series => series.Area.Code == "west").On(Yesterday)!.State);
    }

    [Fact]
    public async Task A_day_that_can_not_be_kept_whole_is_not_kept_at_all_and_tried_again()
    {
        Outbreak("west", 15, days: 1);
        _bench.Database.Write(tables => tables.Execute("ALTER TABLE audit RENAME TO away"));
        await Assert.ThrowsAsync<StoreException>(_bench.EvaluateAsync);
        Assert.Empty(_bench.Warnings());
        Assert.DoesNotContain(_bench.Standing(), standing => standing.Evaluation.Today.Day == Yesterday);
        _bench.Database.Write(tables => tables.Execute("ALTER TABLE away RENAME TO audit"));
        await _bench.EvaluateAsync();
        Assert.Equal(4, _bench.Warnings().Count);
    }

    /// <summary>Ordinary weeks, and then so many fevers a day at one gate.</summary>
    private void Outbreak(string gate, int fevers, int days, DateOnly? on = null)
    {
        var first = on ?? Yesterday;
        _bench.TellUsual(first.AddDays(-40), first.AddDays(-1));
        _bench.TellUsual(first, first.AddDays(days - 1), but: gate);
        for (var day = 0; day < days; day++)
            _bench.Tell(gate, ReportScene.West, first.AddDays(day), fevers: fevers);
    }

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
