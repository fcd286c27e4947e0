using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Warnings.Telling;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>
/// What people do with warnings: the quick response. Each act is written into the warning's history and the audit in the
/// transaction that does it. Whether the actor may is the caller's to know. Throws <see cref="Store.StoreException"/> when
/// the service's own database can't be written.
/// </summary>
public sealed class WarningActs(ServingDatabase database, AuditLog audit, WebhookQueue webhooks, TimeProvider clock)
{
    /// <summary>Makes warning $0 as one that nobody has taken up; its history tells what was.</summary>
    internal const string ReopenSql = """
        UPDATE warning SET state = 'open', acknowledged_by = NULL, acknowledged_us = NULL, closed_by = NULL, closed_us = NULL, conclusion = NULL
        WHERE id = $0
        """;

    /// <summary>Takes an open warning up.</summary>
    /// <param name="text">May be empty.</param>
    public WarningOutcome Acknowledge(long id, string text, Actor actor) => Act(id, new Deed(AuditAct.WarningAcknowledged, NoteKind.Acknowledged, text, actor, WarningEvent.Acknowledged), (tables, state) =>
    {
        if (state != WarningState.Open)
            return WarningOutcome.OtherState;
        tables.Execute("UPDATE warning SET state = 'acknowledged', acknowledged_by = $1, acknowledged_us = $2 WHERE id = $0", id, actor.Who, Now);
        return WarningOutcome.Done;
    });

    /// <summary>Tells what was done or found; of a closed one as well.</summary>
    public WarningOutcome FollowUp(long id, string text, Actor actor) =>
        Act(id, new Deed(AuditAct.WarningFollowedUp, NoteKind.FollowUp, text, actor, null), (_, _) => WarningOutcome.Done);

    public WarningOutcome Close(long id, Conclusion conclusion, string text, Actor actor) => Act(id, new Deed(AuditAct.WarningClosed, NoteKind.Closed, text, actor, WarningEvent.Closed, conclusion), (tables, state) =>
    {
        if (state == WarningState.Closed)
            return WarningOutcome.OtherState;
        tables.Execute(
            "UPDATE warning SET state = 'closed', closed_by = $1, closed_us = $2, conclusion = $3 WHERE id = $0", id, actor.Who, Now, WireName.Of(conclusion));
        return WarningOutcome.Done;
    });

    /// <summary>Opens a closed one again, unless another of its area is not closed.</summary>
    public WarningOutcome Reopen(long id, string text, Actor actor) => Act(id, new Deed(AuditAct.WarningReopened, NoteKind.Reopened, text, actor, WarningEvent.Reopened), (tables, state) =>
    {
        if (state != WarningState.Closed)
            return WarningOutcome.OtherState;
        const string others = "SELECT count(*) FROM warning o, warning w WHERE w.id = $0 AND o.code = w.code AND o.place = w.place AND o.state <> 'closed'";
        if (tables.Scalar(others, id) > 0)
            return WarningOutcome.AnotherIsOpen;
        tables.Execute(ReopenSql, id);
        return WarningOutcome.Done;
    });

    private long Now => Microseconds.Of(clock.GetUtcNow());

    private WarningOutcome Act(long id, Deed deed, Func<ServingTransaction, WarningState, WarningOutcome> change) => database.Write(tables =>
    {
        if (tables.First("SELECT state, code, place FROM warning WHERE id = $0", row => new Subject(row.GetString(0), row.GetString(1), row.GetString(2)), id) is not { } subject)
            return WarningOutcome.NoSuchWarning;
        var outcome = change(tables, WarningRows.Named<WarningState>(subject.State));
        if (outcome != WarningOutcome.Done)
            return outcome;
        if (!WarningNotes.Add(tables, id, new WarningNote(clock.GetUtcNow(), deed.Actor.Who, deed.Kind, deed.Text, deed.Conclusion)))
            return WarningOutcome.TooManyNotes;
        audit.Record(tables, new Act(deed.Act, deed.Actor, AccountRows.AreaOf(subject.Place), $"warning {id} of {subject.Code}: {deed.Text}"));
        if (deed.Event is { } happened)
            webhooks.Add(tables, happened, id);
        return WarningOutcome.Done;
    });

    private sealed record Deed(AuditAct Act, NoteKind Kind, string Text, Actor Actor, WarningEvent? Event, Conclusion? Conclusion = null);

    private sealed record Subject(string State, string Code, string Place);
}
