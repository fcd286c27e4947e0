namespace Checkpoint.CloudIngest.Store;

/// <summary>Whether the database takes and answers, as last tried. Each change of state is logged once.</summary>
public sealed class StoreHealth(TimeProvider clock, ILogger<StoreHealth> log)
{
    private readonly Lock _lock = new();

    private long _triedAt;

    /// <summary>Null when the last try went well; before the first try, a fault that says so.</summary>
    public StoreFault? Fault { get; private set; } = new(StoreFaultKind.Unreachable, "not tried yet");

    public DateTimeOffset Since { get; private set; } = clock.GetUtcNow();

    /// <summary>Since the last try; large before the first.</summary>
    public TimeSpan Age => _triedAt == 0 ? TimeSpan.MaxValue : clock.GetElapsedTime(_triedAt);

    public void Report(StoreFault? fault)
    {
        lock (_lock)
        {
            _triedAt = clock.GetTimestamp();
            if (fault?.Kind != Fault?.Kind)
            {
                Since = clock.GetUtcNow();
                if (fault is null)
                    log.LogInformation("Store takes records");
                else
                    log.LogError("Store does not take records, gates keep theirs: {Fault}", fault);
            }

            Fault = fault;
        }
    }
}
