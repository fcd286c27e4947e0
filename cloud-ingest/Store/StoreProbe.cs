namespace Checkpoint.CloudIngest.Store;

/// <summary>Tries the database while nothing else does.</summary>
internal sealed class StoreProbe(IRecordStore store, StoreHealth health, TimeProvider clock) : CloudStage
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            if (health.Age >= Period || health.Fault is not null)
                health.ReportProbe(await store.ProbeAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
