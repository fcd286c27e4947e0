using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.CloudIngest.Warnings.Evaluation;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// Keeps what evaluations came to, and opens, continues and reopens warnings by them: all of a day and district in one
/// transaction, and nothing where nothing has changed. So the same days may be evaluated again and again, after a restart or
/// when late data has come. Throws <see cref="Store.StoreException"/> when the service's own database can't be written.
/// </summary>
public sealed class EvaluationKeeper(ServingDatabase database, AuditLog audit, WebhookQueue webhooks, WarningPlan plan, TimeProvider clock)
{
    /// <param name="evaluations">All of one day.</param>
    /// <param name="chart">The days that end with it, of an area with a warning that is not closed.</param>
    /// <param name="knownAt">The evaluations hold what was known then.</param>
    /// <returns>Those that are new, or others than before.</returns>
    public IReadOnlyList<AreaEvaluation> Keep(
        IReadOnlyList<AreaEvaluation> evaluations, Func<WarningArea, IReadOnlyList<ChartDay>> chart, DateTimeOffset knownAt) => database.Write(tables =>
    {
        var writer = new WarningWriter(tables, audit, webhooks, clock.GetUtcNow(), knownAt);
        var changed = evaluations.Where(evaluation => Keep(tables, evaluation, knownAt)).ToList();
        foreach (var evaluation in changed)
            Follow(writer, evaluation, chart);
        return changed;
    });

    /// <summary>Drops evaluations of days before this one; warnings keep theirs.</summary>
    public void Prune(DateOnly before) =>
        database.Write(tables => tables.Execute("DELETE FROM area_evaluation WHERE day < $0", DayText.Of(before)));

    /// <returns>False when it is as it was.</returns>
    private static bool Keep(ServingTransaction tables, AreaEvaluation evaluation, DateTimeOffset knownAt)
    {
        var (area, day, document) = (evaluation.Area, DayText.Of(evaluation.Today.Day), WarningJson.Write(evaluation));
        return tables.Execute(
            """
            INSERT INTO area_evaluation (code, place, day, level, known_us, evaluation) VALUES ($0, $1, $2, $3, $4, $5)
            ON CONFLICT DO UPDATE SET known_us = excluded.known_us, evaluation = excluded.evaluation WHERE evaluation <> excluded.evaluation
            """,
            area.Code,
            area.Place,
            day,
            WireName.Of(area.Level),
            Microseconds.Of(knownAt),
            document) > 0;
    }

    private void Follow(WarningWriter writer, AreaEvaluation evaluation, Func<WarningArea, IReadOnlyList<ChartDay>> chart)
    {
        var last = writer.Last(evaluation.Area);
        if (evaluation.Answer == EvaluationAnswer.Alarm)
            Alarm(writer, evaluation, last);
        else if (last is { IsClosed: false })
            writer.Withdraw(last.Id, evaluation);
        if (writer.Last(evaluation.Area) is { IsClosed: false } open)
            writer.Draw(open.Id, chart(evaluation.Area));
    }

    private void Alarm(WarningWriter writer, AreaEvaluation evaluation, WarningSpan? last)
    {
        switch (AlarmCourses.Of(evaluation.Today.Day, evaluation.AlarmsByItself, last, plan.ReopenDays))
        {
            case AlarmCourse.Opens:
                writer.Open(evaluation);
                break;
            case AlarmCourse.Continues:
                writer.Continue(last!.Id, evaluation);
                break;
            case AlarmCourse.Reopens:
                writer.Reopen(last!.Id, evaluation);
                break;
        }
    }
}
