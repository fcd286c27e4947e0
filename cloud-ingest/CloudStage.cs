namespace Checkpoint.CloudIngest;

/// <summary>
/// A stage that runs as long as the service. Being told to end is no failure, whether the host is stopped or only disposed: the
/// host knows the first alone, and would log the second as a crash and stop itself.
/// </summary>
public abstract class CloudStage : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // As told.
        }
    }

    /// <summary>An exception ends the service, but for the one that says that the token was cancelled.</summary>
    protected abstract Task RunAsync(CancellationToken stoppingToken);
}
