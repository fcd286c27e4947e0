namespace Checkpoint.CloudIngest.Reports;

/// <summary>What became of a wish to sign.</summary>
public enum SignOutcome
{
    Done = 1,

    NoSuchIssue = 2,

    /// <summary>The hash is not that of the issue: the signer has read something else.</summary>
    OtherContent = 3,

    SignedAlready = 4,

    /// <summary>It claims zero, and the signer did not say so.</summary>
    ZeroNotConfirmed = 5,

    /// <summary>The signer says zero, and it does not claim it.</summary>
    ZeroNotClaimed = 6,
}
