using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Serving;

/// <summary>
/// Looks regularly whether something is due. It does not wait for the hour itself: after an outage, a change of the clocks
/// or of the time itself, what is due is due.
/// </summary>
/// <param name="what">Whom the log names when a database can't answer, such as "Daily reports".</param>
public abstract class DueClock(string what, TimeProvider clock, ILogger log) : CloudStage
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Until the first look: a service that has just started answers people before it evaluates days.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private string? _fault;

    /// <summary>How often it looks.</summary>
    protected virtual TimeSpan Interval => Period;

    /// <summary>Does whatever is due; what was done before is not done again.</summary>
    /// <exception cref="StoreException">A database can't answer; it is asked again at the next look.</exception>
    protected abstract Task DoDueAsync(CancellationToken cancellation);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = Interval;
            await TryAsync(stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await DoDueAsync(cancellation);
            _fault = null;
        }
        catch (StoreException exception)
        {
            // Told once, tried each time.
            if (_fault != exception.Message)
                log.LogError("{What} wait for the database: {Fault}", what, exception.Message);
            _fault = exception.Message;
        }
    }
}
