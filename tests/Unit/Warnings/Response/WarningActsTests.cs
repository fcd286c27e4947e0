using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.Tests.Unit.Reports;

namespace Checkpoint.Tests.Unit.Warnings.Response;

/// <summary>The quick response on warnings that the loop opened.</summary>
public sealed class WarningActsTests : IAsyncLifetime, IDisposable
{
    private static readonly Actor Li = new("li", "10.0.0.1");

    private readonly WarningBench _bench = new();

    private DateOnly Yesterday => _bench.Yesterday;

    private long Id => _bench.OfGate("west").Id;

    public async Task InitializeAsync()
    {
        _bench.TellUsual(Yesterday.AddDays(-30), Yesterday.AddDays(-1));
        _bench.TellUsual(Yesterday, Yesterday, but: "west");
        _bench.Tell("west", ReportScene.West, Yesterday, fevers: 15);
        await _bench.EvaluateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void It_is_acknowledged_followed_up_and_closed_with_a_conclusion_and_every_act_is_audited()
    {
        Assert.Equal(WarningOutcome.Done, _bench.Acts.Acknowledge(Id, "", Li));
        Assert.Equal(("li", _bench.Clock.GetUtcNow(), WarningState.Acknowledged), (Warning.AcknowledgedBy, Warning.AcknowledgedAt!.Value, Warning.State));
        Assert.Equal(WarningOutcome.Done, _bench.Acts.FollowUp(Id, "医生已到场", new Actor("wang", "")));
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(WarningOutcome.Done, _bench.Acts.Close(Id, Conclusion.Confirmed, "influenza", Li));
        Assert.Equal(("li", (Conclusion?)Conclusion.Confirmed, WarningState.Closed), (Warning.ClosedBy, Warning.Conclusion, Warning.State));
        Assert.Equal(
            [("li", NoteKind.Acknowledged, "", null), ("wang", NoteKind.FollowUp, "医生已到场", null), ("li", NoteKind.Closed, "influenza", (Conclusion?)Conclusion.Confirmed)],
            Notes.Select(note => (note.By, note.Kind, note.Text, note.Conclusion)));
        Assert.Equal(
            [AuditAct.WarningClosed, AuditAct.WarningFollowedUp, AuditAct.WarningAcknowledged],
            _bench.Audit().Take(3).Select(entry => entry.Act));
        Assert.Equal(("wang", ReportScene.West, $"warning {Id} of west: 医生已到场"), (_bench.Audit()[1].Who, _bench.Audit()[1].Area, _bench.Audit()[1].Detail));
    }

    [Fact]
    public void What_its_state_does_not_allow_is_refused_and_leaves_no_trace()
    {
        Assert.Equal(WarningOutcome.NoSuchWarning, _bench.Acts.Acknowledge(999, "", Li));
        Assert.Equal(WarningOutcome.OtherState, _bench.Acts.Reopen(Id, "why", Li));
        _bench.Acts.Acknowledge(Id, "", Li);
        Assert.Equal(WarningOutcome.OtherState, _bench.Acts.Acknowledge(Id, "me too", new Actor("wang", "")));
        _bench.Acts.Close(Id, Conclusion.FalseAlarm, "nothing", Li);
        Assert.Equal(WarningOutcome.OtherState, _bench.Acts.Close(Id, Conclusion.Confirmed, "it is", Li));
        Assert.Equal(WarningOutcome.OtherState, _bench.Acts.Acknowledge(Id, "", Li));
        Assert.Equal(2, Notes.Count);
    }

    [Fact]
    public void What_can_not_be_audited_is_not_done()
    {
        _bench.Database.Write(tables => tables.Execute("DROP TABLE audit"));
        Assert.Throws<StoreException>(() => _bench.Acts.Acknowledge(Id, "", Li));
        Assert.Equal((WarningState.Open, 0), (Warning.State, Notes.Count));
    }

    [Fact]
    public void A_warning_has_a_bounded_number_of_notes_and_can_still_not_be_changed_without_one()
    {
        for (var note = 0; note < WarningNotes.MaxNotes; note++)
            _bench.Database.Write(tables => WarningNotes.Add(tables, Id, new WarningNote(_bench.Clock.GetUtcNow(), "li", NoteKind.FollowUp, "x", null)));
        Assert.Equal(WarningOutcome.TooManyNotes, _bench.Acts.FollowUp(Id, "one more", Li));
        Assert.Equal(WarningNotes.MaxNotes, Notes.Count);
    }

    [Fact]
    public async Task A_closed_one_is_opened_again_by_the_next_day_s_alarm()
    {
        _bench.Acts.Acknowledge(Id, "", Li);
        _bench.Acts.Close(Id, Conclusion.FalseAlarm, "nothing", Li);
        _bench.Tell("west", ReportScene.West, Yesterday.AddDays(1), fevers: 15);
        await _bench.NextMorningAsync();
        Assert.Equal((WarningState.Open, null, null, null), (Warning.State, Warning.AcknowledgedBy, Warning.ClosedBy, Warning.Conclusion));
        Assert.Equal((NoteKind.Reopened, WarningNote.Service, "2026-02-11"), (Notes[^1].Kind, Notes[^1].By, Notes[^1].Text));
        Assert.Single(_bench.Warnings("west"));
        Assert.Contains(_bench.Audit(), entry => entry.Act == AuditAct.WarningReopened && entry.Who == WarningNote.Service);
    }

    [Fact]
    public async Task Late_data_of_the_days_of_a_closed_one_is_no_reason_to_act_again()
    {
        _bench.Acts.Close(Id, Conclusion.Confirmed, "influenza", Li);
        _bench.Tell("west", ReportScene.West, Yesterday, persons: 10, fevers: 5);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        await _bench.EvaluateAsync();
        Assert.Equal((WarningState.Closed, 15), (Warning.State, Warning.Last.Evaluation.Today.Fevers));
        Assert.Equal(20, _bench.StandingOf("west").Evaluation.Today.Fevers);
    }

    [Fact]
    public async Task Long_after_a_closed_one_an_alarm_opens_a_new_one_and_the_old_one_stays_closed()
    {
        _bench.Acts.Close(Id, Conclusion.Confirmed, "influenza", Li);
        _bench.TellUsual(Yesterday.AddDays(1), Yesterday.AddDays(19));
        _bench.TellUsual(Yesterday.AddDays(20), Yesterday.AddDays(20), but: "west");
        _bench.Tell("west", ReportScene.West, Yesterday.AddDays(20), fevers: 30);
        var first = Id;
        for (var day = 0; day < 20; day++)
            await _bench.NextMorningAsync();
        Assert.Equal([(Yesterday.AddDays(20), WarningState.Open), (Yesterday, WarningState.Closed)], _bench.Warnings("west").Select(warning => (warning.Day, warning.State)));
        Assert.Equal(WarningOutcome.AnotherIsOpen, _bench.Acts.Reopen(first, "again", Li));
        _bench.Acts.Close(Id, Conclusion.Explained, "", Li);
        Assert.Equal(WarningOutcome.Done, _bench.Acts.Reopen(first, "again", Li));
    }

    [Fact]
    public void Lists_narrow_by_area_gate_state_and_day_and_go_on_in_pages()
    {
        _bench.Acts.Close(Id, Conclusion.Confirmed, "influenza", Li);
        var all = _bench.Warnings();
        Assert.Equal(4, all.Count);
        Assert.Equal([all[2], all[3]], _bench.Book.List(Query() with { Before = all[1].Id }).ToList(), SameId);
        Assert.Equal(2, _bench.Book.List(Query() with { Limit = 2 }).Count);
        Assert.Equal(3, _bench.Warnings(filter: WarningFilter.Unclosed).Count);
        Assert.Equal(["west"], _bench.Warnings(filter: WarningFilter.Closed).Select(warning => warning.Area.Code));
        Assert.Empty(_bench.Warnings(filter: WarningFilter.Acknowledged));
        Assert.Empty(_bench.Book.List(Query() with { From = Yesterday.AddDays(1) }));
        Assert.Empty(_bench.Book.List(Query() with { To = Yesterday.AddDays(-1) }));
        Assert.True(Area.TryParse("230103002", out var beside));
        Assert.Empty(_bench.Book.List(Query() with { Within = beside }));
        Assert.True(Area.TryParse(ReportScene.West, out var west));
        Assert.Equal(["west", ReportScene.West], _bench.Book.List(Query() with { Within = west }).Select(warning => warning.Area.Code).OrderDescending());

        static WarningQuery Query() => new(Area.Everything, null, WarningFilter.All, DateOnly.MinValue, DateOnly.MaxValue, long.MaxValue, 100);

        static bool SameId(Warning a, Warning b) => a.Id == b.Id;
    }

    [Fact]
    public void Related_are_those_not_closed_of_what_it_lies_in_and_what_lies_in_it_as_far_as_the_viewer_may_see()
    {
        Assert.Equal(["230103", "230103001", ReportScene.West], Related(Area.Everything));
        Assert.True(Area.TryParse("230103001", out var street));
        Assert.Equal(["230103001", ReportScene.West], Related(street));
        _bench.Acts.Close(_bench.Warnings().Single(warning => warning.Area.Code == ReportScene.West).Id, Conclusion.Confirmed, "x", Li);
        Assert.Equal(["230103001"], Related(street));

        IEnumerable<string> Related(Area within) => _bench.Book.Find(Id, within)!.Related.Select(warning => warning.Area.Code).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Standings_narrow_by_level_and_gate_and_go_on_in_pages()
    {
        Assert.Equal(["east", "south", "west"], _bench.Standing(PlaceLevel.Gate).Select(one => one.Evaluation.Area.Code));
        Assert.Equal(Id, _bench.StandingOf("west").Warning);
        Assert.Null(_bench.StandingOf("east").Warning);
        var all = _bench.Standing();
        var rest = _bench.Book.Standing(new StandingQuery(Area.Everything, null, null, (all[4].Evaluation.Area.Code, all[4].Evaluation.Area.Place), 2));
        Assert.Equal(all.Skip(5).Take(2).Select(one => one.Evaluation.Area.Code), rest.Select(one => one.Evaluation.Area.Code));
        Assert.Equal(["east"], _bench.Book.Standing(new StandingQuery(Area.Everything, "east", null, null, 10)).Select(one => one.Evaluation.Area.Code));
    }

    [Theory]
    [InlineData("UPDATE warning_note SET text = ''")]
    [InlineData("DELETE FROM warning_note")]
    [InlineData("INSERT INTO warning (level, code, place, name_zh, name_en, state, day, last_day, opened_us) SELECT level, code, place, 'x', 'x', 'acknowledged', day, day, 0 FROM warning")]
    public void The_database_itself_keeps_the_history_and_one_warning_an_area(string sql)
    {
        _bench.Acts.FollowUp(Id, "x", Li);
        Assert.Throws<StoreException>(() => _bench.Database.Write(tables => tables.Execute(sql)));
    }

    private Warning Warning => _bench.OfGate("west");

    private IReadOnlyList<WarningNote> Notes => Warning.Notes;
}
