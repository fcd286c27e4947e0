namespace Checkpoint.CloudIngest.Ingest;

/// <summary>Whether the ingest is connected and subscribed. Each change of state is logged once.</summary>
public sealed class BrokerHealth(TimeProvider clock, ILogger<BrokerHealth> log)
{
    /// <summary>Null while connected and subscribed.</summary>
    public string? Fault { get; private set; } = "not connected yet";

    public DateTimeOffset Since { get; private set; } = clock.GetUtcNow();

    public void Report(string? fault)
    {
        if (fault == Fault)
            return;
        Fault = fault;
        Since = clock.GetUtcNow();
        if (fault is null)
            log.LogInformation("Broker: connected and subscribed");
        else
            log.LogError("Broker: {Fault}", fault);
    }
}
