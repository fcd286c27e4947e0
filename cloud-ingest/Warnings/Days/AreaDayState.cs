namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>What is known of a day of a gate or an area.</summary>
public enum AreaDayState
{
    /// <summary>All told the whole day, and there were fevers.</summary>
    Reported = 1,

    /// <summary>All told the whole day, and there was no fever.</summary>
    Zero = 2,

    /// <summary>Some hours or gates are missing: what was counted is a part of the day.</summary>
    Partial = 3,

    /// <summary>Nothing has come, or nothing was expected. Never to be taken for zero.</summary>
    Missing = 4,
}
