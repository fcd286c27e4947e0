using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What webhooks are still to be told, and what became of the latest. Times are microseconds since 1970 UTC.</summary>
internal static class WebhookSchema
{
    public static readonly SchemaPart Part = new("webhooks",
    [
        """
        CREATE TABLE webhook_delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT, webhook TEXT NOT NULL, warning INTEGER NOT NULL REFERENCES warning, place TEXT NOT NULL,
            event TEXT NOT NULL, made_us INTEGER NOT NULL, body TEXT NOT NULL, tries INTEGER NOT NULL, next_us INTEGER NOT NULL,
            outcome TEXT, detail TEXT, ended_us INTEGER) STRICT;
        CREATE INDEX webhook_pending ON webhook_delivery (webhook, id) WHERE ended_us IS NULL;
        CREATE INDEX webhook_ended ON webhook_delivery (webhook, ended_us) WHERE ended_us IS NOT NULL;
        """,
    ]);
}
