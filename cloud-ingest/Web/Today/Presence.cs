namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>How a gate is at this moment.</summary>
public enum Presence
{
    /// <summary>It speaks, and somebody has passed today, or nothing has come of the day yet: then its counts are null.</summary>
    Reporting = 1,

    /// <summary>It speaks, and has told that nobody has passed today: that is zero, neither silence nor a day of which nothing is known.</summary>
    Zero = 2,

    /// <summary>Nothing comes from it.</summary>
    Silent = 3,

    /// <summary>An operator has closed it.</summary>
    KnownOff = 4,
}
