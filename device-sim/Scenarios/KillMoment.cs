namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>When a kill comes.</summary>
public enum KillMoment
{
    /// <summary>At some moment of its work.</summary>
    Working,

    /// <summary>While it starts again after a kill.</summary>
    Starting,

    /// <summary>While it stops, as told by SIGTERM.</summary>
    Stopping,
}
