using System.Diagnostics.Metrics;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>Counts tries and ends of deliveries by webhook and outcome; there are few webhooks.</summary>
public sealed class WebhookMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _deliveries = meters.Create("checkpoint.cloud").CreateCounter<long>(
        "checkpoint_webhook_deliveries", null, "Tries to tell webhooks of warnings, and what was given up or dropped, by outcome");

    public void Count(string webhook, WebhookOutcome outcome, long count = 1) => _deliveries.Add(
        count, KeyValuePair.Create<string, object?>("webhook", webhook), KeyValuePair.Create<string, object?>("outcome", WireName.Of(outcome)));
}
