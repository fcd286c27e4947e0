using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Serving;
using Checkpoint.CloudIngest.Warnings.Response;
using Checkpoint.Contract;
using Microsoft.Data.Sqlite;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>
/// What webhooks are still to be told, in the service's own database. It is put there in the transaction that changes the
/// warning, and taken out when the receiver has it: told at least once, whenever either side is killed. Bounded; what is
/// dropped or given up is counted and audited. Throws <see cref="Store.StoreException"/> when the database can't be read or
/// written.
/// </summary>
public sealed class WebhookQueue(ServingDatabase database, AuditLog audit, WarningPlan plan, WebhookMetrics metrics, TimeProvider clock)
{
    /// <summary>What has ended is kept so long, for those who look into it.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(30);

    private const string Columns = "id, webhook, warning, place, event, made_us, body, tries";

    private static readonly Actor Service = new(WarningNote.Service, "");

    /// <summary>Puts what happened to a warning before every webhook that wants to know it.</summary>
    public void Add(ServingTransaction tables, WarningEvent happened, long warning)
    {
        if (plan.Telling.Webhooks.IsEmpty)
            return;
        var (now, of) = (clock.GetUtcNow(), WarningRows.Find(tables, warning)!);
        var body = WarningJson.Write(WebhookBody.Of(happened, of, now, plan.Statistics.Alpha));
        foreach (var webhook in plan.Telling.Webhooks.Where(webhook => webhook.Wants(happened, of.Area.Level, of.Area.Place)))
        {
            tables.Execute(
                "INSERT INTO webhook_delivery (webhook, warning, place, event, made_us, body, tries, next_us) VALUES ($0, $1, $2, $3, $4, $5, 0, $4)",
                webhook.Name,
                warning,
                of.Area.Place,
                WireName.Of(happened),
                Microseconds.Of(now),
                body);
            MakeRoom(tables, webhook.Name);
        }
    }

    /// <summary>What is due of one webhook, the oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Due(string webhook, int limit) => database.Read(tables => tables.List(
        $"SELECT {Columns} FROM webhook_delivery WHERE webhook = $0 AND ended_us IS NULL AND next_us <= $1 ORDER BY id LIMIT $2",
        Read,
        webhook,
        Microseconds.Of(clock.GetUtcNow()),
        limit));

    public WebhookBacklog Backlog(string webhook) => database.Read(tables => tables.List(
        "SELECT count(*), min(made_us) FROM webhook_delivery WHERE webhook = $0 AND ended_us IS NULL",
        row => new WebhookBacklog(row.GetInt64(0), row.IsDBNull(1) ? null : Microseconds.Time(row.GetInt64(1))),
        webhook)[0]);

    /// <summary>The receiver has it.</summary>
    public void Delivered(WebhookDelivery delivery, WebhookTry result)
    {
        database.Write(tables => End(tables, delivery, result));
        metrics.Count(delivery.Webhook, result.Outcome);
    }

    /// <summary>It is tried again at a later time.</summary>
    public void Failed(WebhookDelivery delivery, WebhookTry result, DateTimeOffset next)
    {
        database.Write(tables => tables.Execute(
            "UPDATE webhook_delivery SET tries = tries + 1, next_us = $1, outcome = $2, detail = $3 WHERE id = $0",
            delivery.Id,
            Microseconds.Of(next),
            WireName.Of(result.Outcome),
            result.Detail));
        metrics.Count(delivery.Webhook, result.Outcome);
    }

    /// <summary>Gives up what was made before this time, and what is of webhooks that there are no more.</summary>
    public void GiveUp(DateTimeOffset before)
    {
        var names = WarningJson.Write(plan.Telling.Webhooks.Select(webhook => webhook.Name));
        const string hopeless = "ended_us IS NULL AND (made_us < $0 OR webhook NOT IN (SELECT value FROM json_each($1)))";
        if (database.Read(tables => tables.Scalar($"SELECT count(*) FROM webhook_delivery WHERE {hopeless}", Microseconds.Of(before), names)) == 0)
            return;
        database.Write(tables =>
        {
            foreach (var delivery in tables.List($"SELECT {Columns} FROM webhook_delivery WHERE {hopeless}", Read, Microseconds.Of(before), names))
                Abandon(tables, delivery, new WebhookTry(WebhookOutcome.GivenUp, $"after {delivery.Tries} tries"));
        });
    }

    private void MakeRoom(ServingTransaction tables, string webhook)
    {
        const string oldest = $"SELECT {Columns} FROM webhook_delivery WHERE webhook = $0 AND ended_us IS NULL ORDER BY id DESC LIMIT -1 OFFSET $1";
        foreach (var delivery in tables.List(oldest, Read, webhook, plan.Telling.MostPending))
            Abandon(tables, delivery, new WebhookTry(WebhookOutcome.Dropped, $"more than {plan.Telling.MostPending} waited"));
    }

    private void Abandon(ServingTransaction tables, WebhookDelivery delivery, WebhookTry end)
    {
        End(tables, delivery, end);
        audit.Record(tables, new Act(
            AuditAct.WebhookGivenUp,
            Service,
            AccountRows.AreaOf(delivery.Place),
            $"webhook {delivery.Webhook} was not told that warning {delivery.Warning} was {WireName.Of(delivery.Event)}: {WireName.Of(end.Outcome)}, {end.Detail}"));
        metrics.Count(delivery.Webhook, end.Outcome);
    }

    private void End(ServingTransaction tables, WebhookDelivery delivery, WebhookTry end)
    {
        var now = clock.GetUtcNow();
        tables.Execute(
            "UPDATE webhook_delivery SET ended_us = $1, outcome = $2, detail = $3 WHERE id = $0",
            delivery.Id,
            Microseconds.Of(now),
            WireName.Of(end.Outcome),
            end.Detail);
        tables.Execute("DELETE FROM webhook_delivery WHERE webhook = $0 AND ended_us < $1", delivery.Webhook, Microseconds.Of(now - KeptAfterEnd));
    }

    private static WebhookDelivery Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetString(3),
        WarningRows.Named<WarningEvent>(row.GetString(4)),
        Microseconds.Time(row.GetInt64(5)),
        row.GetString(6),
        row.GetInt32(7));
}
