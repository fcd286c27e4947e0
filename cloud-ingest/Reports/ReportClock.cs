using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>
/// Looks each minute whether reports are due. It does not wait for the hour itself: after an outage, a change of the clocks
/// or of the time itself, what is due is due.
/// </summary>
public sealed class ReportClock(ReportDesk desk, TimeProvider clock, ILogger<ReportClock> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private string? _fault;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            await TryAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await desk.IssueDueAsync(cancellation);
            _fault = null;
        }
        catch (StoreException exception)
        {
            // Told once, tried each minute.
            if (_fault != exception.Message)
                log.LogError("Daily reports wait for the database: {Fault}", exception.Message);
            _fault = exception.Message;
        }
    }
}
