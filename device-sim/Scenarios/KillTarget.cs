namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>What a kill campaign kills.</summary>
public enum KillTarget
{
    Broker,
    Cloud,
    Database,
    Gate,
}
