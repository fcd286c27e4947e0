namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>What became of the wish to count hours again.</summary>
public enum WithdrawalOutcome
{
    Done = 1,

    NoSuchExclusion = 2,

    /// <summary>It stays as it was withdrawn then.</summary>
    WithdrawnBefore = 3,
}
