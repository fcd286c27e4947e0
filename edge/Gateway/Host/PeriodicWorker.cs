using Checkpoint.Gateway.Outbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Host;

/// <summary>Does something at once and then regularly. What the outbox can't take now it can the next time.</summary>
internal sealed class PeriodicWorker(
    string name, TimeSpan period, TimeProvider time, Func<CancellationToken, Task> work, ILogger logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        do
        {
            try
            {
                await work(stoppingToken);
            }
            catch (OutboxUnavailableException fault)
            {
                logger.LogError("{Name}: {Fault}", name, fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
