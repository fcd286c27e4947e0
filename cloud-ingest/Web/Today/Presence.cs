namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>How a gate is at this moment.</summary>
public enum Presence
{
    /// <summary>It speaks, and somebody has passed today.</summary>
    Reporting = 1,

    /// <summary>It speaks, and nobody has passed today: that is zero, not silence.</summary>
    Zero = 2,

    /// <summary>Nothing comes from it.</summary>
    Silent = 3,

    /// <summary>An operator has closed it.</summary>
    KnownOff = 4,
}
