namespace Checkpoint.DeviceSim.Scenarios.Roads;

/// <summary>What can be wrong with the road from a gate to its broker.</summary>
public enum RoadFault
{
    /// <summary>A few kilobytes a second.</summary>
    Slow,

    /// <summary>Up to 1.5 s each way.</summary>
    Far,

    /// <summary>Nothing gets from gate to broker, and neither is told.</summary>
    SilentUp,

    /// <summary>Nothing gets from broker to gate, and neither is told.</summary>
    SilentDown,

    /// <summary>Half-open: nothing gets through, and neither is told.</summary>
    Silent,

    /// <summary>Connections are reset.</summary>
    Cut,

    /// <summary>Connections are reset, and new ones for a while too.</summary>
    Refused,

    /// <summary>The cable is out.</summary>
    CableOut,

    /// <summary>The gate gets another address, as from a modem that has dialled in again.</summary>
    OtherAddress,
}
