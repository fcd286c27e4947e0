using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Auditing;

/// <summary>Keeps the audit within its retention: at start, and each hour.</summary>
internal sealed class AuditKeeper(AuditLog audit, CloudOptions options, TimeProvider clock, ILogger<AuditKeeper> log) : CloudStage
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            // Away from the thread that starts the service: the first time there may be much to drop.
            await Task.Run(Prune, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Prune()
    {
        try
        {
            if (audit.Prune(options.Serve.AuditRetention) is > 0 and var dropped)
                log.LogInformation("Dropped {Lines} lines of the audit that were older than {Days} days, or too many", dropped, options.Serve.AuditRetention.TotalDays);
        }
        catch (StoreException exception)
        {
            log.LogError("The audit can't be pruned: {Fault}", exception.Fault);
        }
    }
}
