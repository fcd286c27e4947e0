using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>Tells webhooks, soon after there is something to tell.</summary>
public sealed class WebhookClock(WebhookDesk desk, TimeProvider clock, ILogger<WebhookClock> log) : DueClock("Webhooks", clock, log)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override Task DoDueAsync(CancellationToken cancellation) => desk.SendDueAsync(cancellation);
}
