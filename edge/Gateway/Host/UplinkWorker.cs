using Microsoft.Extensions.Hosting;

namespace Checkpoint.Gateway.Host;

/// <summary>Runs the uplink for as long as the gateway runs.</summary>
internal sealed class UplinkWorker(Uplink.Uplink uplink) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => uplink.RunAsync(stoppingToken);
}
