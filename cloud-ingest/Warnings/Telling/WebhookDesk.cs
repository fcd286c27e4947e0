using System.Collections.Concurrent;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Response;

namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>
/// Tells webhooks what waits for them: each in the order in which it happened, all beside one another, so that none waits for
/// another's receiver. A receiver that does not answer is left alone for a while; one that answers with an error is told the
/// next thing, and this one again later.
/// </summary>
public sealed class WebhookDesk : IDisposable
{
    /// <summary>Of one webhook in one round.</summary>
    private const int MostAtOnce = 50;

    private readonly WebhookQueue _queue;
    private readonly WebhookPlan _plan;
    private readonly Random _random;
    private readonly TimeProvider _clock;
    private readonly ILogger<WebhookDesk> _log;
    private readonly IReadOnlyList<WebhookClient> _clients;
    private readonly ConcurrentDictionary<string, WebhookStanding> _standings = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _pauses = [];

    public WebhookDesk(WebhookQueue queue, WarningPlan plan, Random random, TimeProvider clock, ILogger<WebhookDesk> log)
    {
        (_queue, _plan, _random, _clock, _log) = (queue, plan.Telling, random, clock, log);
        _clients = [.. _plan.Webhooks.Select(webhook => new WebhookClient(webhook, clock))];
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    public IReadOnlyList<Webhook> Webhooks => _plan.Webhooks;

    public WebhookStanding StandingOf(Webhook webhook) => _standings.GetValueOrDefault(webhook.Name, WebhookStanding.Untried);

    /// <summary>Tells what is due.</summary>
    /// <exception cref="StoreException">The service's own database can't be read or written.</exception>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        _queue.GiveUp(_clock.GetUtcNow() - _plan.GiveUpAfter);
        await Task.WhenAll(_plan.Webhooks.Select((webhook, at) => SendDueAsync(webhook, _clients[at], cancellation)));
    }

    private async Task SendDueAsync(Webhook webhook, WebhookClient client, CancellationToken cancellation)
    {
        if (_pauses.TryGetValue(webhook.Name, out var until) && _clock.GetUtcNow() < until)
            return;
        foreach (var delivery in _queue.Due(webhook.Name, MostAtOnce))
        {
            var result = await client.SendAsync(delivery, cancellation);
            Take(webhook, result);
            if (result.Outcome == WebhookOutcome.Delivered)
            {
                _queue.Delivered(delivery, result);
                continue;
            }

            var next = _clock.GetUtcNow() + Backoff.After(delivery.Tries, _random);
            _queue.Failed(delivery, result, next);
            if (result.WasAnswered)
                continue;
            _pauses[webhook.Name] = next;
            return;
        }
    }

    private void Take(Webhook webhook, WebhookTry result)
    {
        var (before, after) = (StandingOf(webhook), StandingOf(webhook).With(result, _clock.GetUtcNow()));
        _standings[webhook.Name] = after;
        if (before.FailingSince is null && after.FailingSince is not null)
            _log.LogError("Webhook {Webhook} can't be told, and is tried again: {Detail}", webhook.Name, result.Detail);
        else if (before.FailingSince is not null && after.FailingSince is null)
            _log.LogInformation("Webhook {Webhook} is told again", webhook.Name);
    }
}
