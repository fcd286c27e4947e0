using Checkpoint.Gateway.Health;
using Microsoft.Extensions.Hosting;

namespace Checkpoint.Gateway.Host;

/// <summary>Tells systemd that the gate is ready, lives, stops. A lane that hangs is told by silence: systemd restarts it.</summary>
internal sealed class SystemdWorker(SystemdNotifier systemd, SensorHeartbeat heartbeat, TimeProvider time) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        systemd.Stopping();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        systemd.Ready();
        if (systemd.WatchdogEvery is not { } every)
            return;
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (heartbeat.IsBeating())
                systemd.Alive();
        }
    }
}
