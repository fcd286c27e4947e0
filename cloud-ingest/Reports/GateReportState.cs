namespace Checkpoint.CloudIngest.Reports;

/// <summary>What is known of a gate's day.</summary>
public enum GateReportState
{
    /// <summary>In service for every hour that was expected of it, with at least one fever.</summary>
    Reported = 1,

    /// <summary>In service for every hour that was expected of it, and no fever was screened or confirmed.</summary>
    ReportedZero = 2,

    /// <summary>Some hours are silent, out of service or excluded: what it counted is a part of the day.</summary>
    Partial = 3,

    /// <summary>Nothing has come of the day.</summary>
    Silent = 4,

    /// <summary>An operator had closed it for the whole of the time expected of it.</summary>
    KnownOff = 5,

    /// <summary>It has counted here, and the registry does not have it.</summary>
    Unregistered = 6,

    /// <summary>Of a day that is not over: no hour that it was to tell is.</summary>
    Pending = 7,
}
