using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What /metrics tells of what webhooks are still to be told.</summary>
internal static class WebhookGauges
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("checkpoint.cloud");
        var (queue, desk, clock) = (
            services.GetRequiredService<WebhookQueue>(), services.GetRequiredService<WebhookDesk>(), services.GetRequiredService<TimeProvider>());
        meter.CreateObservableGauge(
            "checkpoint_webhook_pending", () => Each(backlog => backlog.Pending), null, "What a webhook is still to be told");
        meter.CreateObservableGauge(
            "checkpoint_webhook_oldest",
            () => Each(backlog => backlog.Oldest is { } oldest ? (clock.GetUtcNow() - oldest).TotalSeconds : 0),
            "s",
            "Age of the oldest of it");

        // A database that can't answer gives no number: absence is not zero.
        IEnumerable<Measurement<double>> Each(Func<WebhookBacklog, double> value)
        {
            try
            {
                return [.. desk.Webhooks.Select(webhook => new Measurement<double>(
                    value(queue.Backlog(webhook.Name)), KeyValuePair.Create<string, object?>("webhook", webhook.Name)))];
            }
            catch (StoreException)
            {
                return [];
            }
        }
    }
}
