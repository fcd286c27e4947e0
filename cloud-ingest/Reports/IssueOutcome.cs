namespace Checkpoint.CloudIngest.Reports;

/// <summary>What became of a wish to issue a report.</summary>
public enum IssueOutcome
{
    Issued = 1,

    /// <summary>The day's last hour is not over, or its records may still be on their way.</summary>
    DayNotOver = 2,

    /// <summary>There are fewer or more issues already.</summary>
    OtherNumber = 3,

    /// <summary>Nothing has changed since the last issue.</summary>
    Unchanged = 4,
}
