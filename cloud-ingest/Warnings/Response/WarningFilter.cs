namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Which warnings a list shows, by their state.</summary>
public enum WarningFilter
{
    All = 1,

    /// <summary>Open and acknowledged: what is still to be done.</summary>
    Unclosed = 2,

    Open = 3,

    Acknowledged = 4,

    Closed = 5,
}
