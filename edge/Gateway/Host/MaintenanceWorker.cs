using Checkpoint.Gateway.Maintenance;
using Microsoft.Extensions.Hosting;

namespace Checkpoint.Gateway.Host;

/// <summary>
/// Looks at the maintenance switch: once before the lane starts, so that nothing it makes then is counted by mistake, and
/// then often enough that the lane knows within a second.
/// </summary>
internal sealed class MaintenanceWorker(MaintenanceWatch maintenance, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        maintenance.Look();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            maintenance.Look();
    }
}
