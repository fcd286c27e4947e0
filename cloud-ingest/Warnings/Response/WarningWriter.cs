using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>What an evaluation does to the warnings of its area, within one transaction.</summary>
internal sealed class WarningWriter(ServingTransaction tables, AuditLog audit, WebhookQueue webhooks, DateTimeOffset now, DateTimeOffset knownAt)
{
    /// <summary>Of a warning that stays open longer, the chart's first days go.</summary>
    public const int MaxChartDays = 180;

    private static readonly Actor Service = new(WarningNote.Service, "");

    /// <summary>The area's warning that is not closed, else its latest; null when it never had one.</summary>
    public WarningSpan? Last(WarningArea area) => tables.First(
        "SELECT id, state, day, last_day FROM warning WHERE code = $0 AND place = $1 ORDER BY state = 'closed', id DESC LIMIT 1",
        row => new WarningSpan(
            row.GetInt64(0),
            WarningRows.Named<WarningState>(row.GetString(1)) == WarningState.Closed,
            DayText.Read(row.GetString(2)),
            DayText.Read(row.GetString(3))),
        area.Code,
        area.Place);

    public void Open(AreaEvaluation evaluation)
    {
        var (area, day) = (evaluation.Area, DayText.Of(evaluation.Today.Day));
        var id = tables.Scalar(
            """
            INSERT INTO warning (level, code, place, name_zh, name_en, state, day, last_day, opened_us)
            VALUES ($0, $1, $2, $3, $4, 'open', $5, $5, $6) RETURNING id
            """,
            WireName.Of(area.Level),
            area.Code,
            area.Place,
            area.Name.Zh,
            area.Name.En,
            day,
            Microseconds.Of(now));
        Add(id, evaluation);
        Record(AuditAct.WarningOpened, id, evaluation);
        webhooks.Add(tables, WarningEvent.Opened, id);
    }

    /// <summary>Adds the day, or what is now known of it.</summary>
    public void Continue(long id, AreaEvaluation evaluation)
    {
        var isNew = tables.Scalar("SELECT count(*) FROM warning_alarm WHERE warning = $0 AND day = $1 AND stands = 1", id, DayText.Of(evaluation.Today.Day)) == 0;
        Add(id, evaluation);
        if (isNew)
            webhooks.Add(tables, WarningEvent.Continued, id);
    }

    public void Reopen(long id, AreaEvaluation evaluation)
    {
        tables.Execute(WarningActs.ReopenSql, id);
        Add(id, evaluation);
        AddNote(id, NoteKind.Reopened, evaluation);
        Record(AuditAct.WarningReopened, id, evaluation);
        webhooks.Add(tables, WarningEvent.Reopened, id);
    }

    /// <summary>A warning that was given is not taken back: it says that its reason has gone.</summary>
    public void Withdraw(long id, AreaEvaluation evaluation)
    {
        var day = DayText.Of(evaluation.Today.Day);
        if (tables.Execute("UPDATE warning_alarm SET stands = 0 WHERE warning = $0 AND day = $1 AND stands = 1", id, day) > 0)
            AddNote(id, NoteKind.Withdrawn, evaluation);
    }

    public void Draw(long id, IReadOnlyList<ChartDay> chart)
    {
        foreach (var one in chart)
        {
            tables.Execute(
                "INSERT OR REPLACE INTO warning_chart (warning, day, state, fevers, persons, expected, upper) VALUES ($0, $1, $2, $3, $4, $5, $6)",
                id,
                DayText.Of(one.Day),
                WireName.Of(one.State),
                one.Fevers,
                one.Persons,
                one.Expected,
                one.Upper);
        }

        tables.Execute("DELETE FROM warning_chart WHERE warning = $0 AND day <= $1", id, DayText.Of(chart[^1].Day.AddDays(-MaxChartDays)));
    }

    private void Add(long id, AreaEvaluation evaluation)
    {
        var day = DayText.Of(evaluation.Today.Day);
        tables.Execute(
            """
            INSERT INTO warning_alarm (warning, day, known_us, stands, evaluation) VALUES ($0, $1, $2, 1, $3)
            ON CONFLICT DO UPDATE SET known_us = excluded.known_us, stands = 1, evaluation = excluded.evaluation
            """,
            id,
            day,
            Microseconds.Of(knownAt),
            WarningJson.Write(evaluation));
        tables.Execute("UPDATE warning SET day = min(day, $1), last_day = max(last_day, $1) WHERE id = $0", id, day);
    }

    private void AddNote(long id, NoteKind kind, AreaEvaluation evaluation) =>
        WarningNotes.Add(tables, id, new WarningNote(now, WarningNote.Service, kind, DayText.Of(evaluation.Today.Day), null));

    private void Record(AuditAct act, long id, AreaEvaluation evaluation) => audit.Record(tables, new Act(
        act, Service, AccountRows.AreaOf(evaluation.Area.Place), $"warning {id} of {evaluation.Area.Code}, {DayText.Of(evaluation.Today.Day)}"));
}
