namespace Checkpoint.CloudIngest.Warnings.Telling;

/// <summary>What happened to a warning, as webhooks are told.</summary>
public enum WarningEvent
{
    Opened = 1,

    /// <summary>A further day alarmed.</summary>
    Continued = 2,

    /// <summary>By somebody, or by a further alarm.</summary>
    Reopened = 3,

    Acknowledged = 4,

    Closed = 5,
}
