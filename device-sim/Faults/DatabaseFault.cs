namespace Checkpoint.DeviceSim.Faults;

/// <summary>How a database may mislead the one who writes to it.</summary>
public enum DatabaseFault
{
    None,

    /// <summary>It has the points, and says 500.</summary>
    AppliedThenError,

    /// <summary>It has the points, and says nothing until the writer gives up.</summary>
    AppliedThenSilence,

    /// <summary>It has nothing, and says 503.</summary>
    Refused,
}
