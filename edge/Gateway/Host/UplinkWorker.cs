using Checkpoint.Gateway.Health;
using Microsoft.Extensions.Hosting;

namespace Checkpoint.Gateway.Host;

/// <summary>
/// Runs the uplink for as long as the gateway runs, and a while longer: when all others have stopped, what they made last
/// still goes to the cloud, if it takes it in time. What does not go waits in the outbox for the next start.
/// </summary>
internal sealed class UplinkWorker(Uplink.Uplink uplink, IOutboxGauge outbox, TimeSpan drainTimeout, TimeProvider time)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not yet: the other stages are still making records.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All others have stopped.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (outbox.Depth > 0 && time.GetElapsedTime(began) < drainTimeout && !cancellationToken.IsCancellationRequested)
            await Task.Delay(PollInterval, time, CancellationToken.None);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => uplink.RunAsync(stoppingToken);
}
