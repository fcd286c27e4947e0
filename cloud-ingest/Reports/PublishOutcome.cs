namespace Checkpoint.CloudIngest.Reports;

/// <summary>What became of a wish to publish.</summary>
public enum PublishOutcome
{
    Published = 1,

    NoSuchIssue = 2,

    /// <summary>A day is published once.</summary>
    PublishedAlready = 3,

    /// <summary>Nobody has signed the issue.</summary>
    NotSigned = 4,
}
