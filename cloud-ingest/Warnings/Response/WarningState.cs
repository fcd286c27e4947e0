namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>How far the quick response to a warning has come.</summary>
public enum WarningState
{
    /// <summary>Nobody has taken it up.</summary>
    Open = 1,

    /// <summary>Somebody looks into it.</summary>
    Acknowledged = 2,

    /// <summary>Closed with a conclusion.</summary>
    Closed = 3,
}
