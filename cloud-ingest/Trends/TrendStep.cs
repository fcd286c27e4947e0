namespace Checkpoint.CloudIngest.Trends;

/// <summary>What a point of a trend stands for, as the clocks of the service's time zone show it.</summary>
public enum TrendStep
{
    Hour = 1,

    /// <summary>From midnight to midnight, 23 to 25 hours.</summary>
    Day = 2,

    /// <summary>ISO 8601: from Monday to Sunday.</summary>
    Week = 3,
}
