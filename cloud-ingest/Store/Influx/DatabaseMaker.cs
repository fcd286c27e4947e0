namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>Makes the database at start, as soon as InfluxDB answers. Until then writes fault, and gates keep their records.</summary>
internal sealed class DatabaseMaker(InfluxRecordStore store, ILogger<DatabaseMaker> log) : CloudStage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.CreateDatabaseAsync(stoppingToken);
                return;
            }
            catch (StoreException exception)
            {
                if (attempt == 1)
                    log.LogWarning("The database can't be made yet, trying on: {Fault}", exception.Fault);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }
}
