namespace Checkpoint.Gateway.Doctor;

/// <summary>One thing to look at. Changes nothing, neither on the board nor at the cloud.</summary>
internal interface ICheck
{
    /// <summary>Snake_case.</summary>
    string Name { get; }

    /// <summary>What follows in the same row rests on it: once it has failed, the rest would say the same again.</summary>
    bool IsGroundwork { get; }

    /// <exception cref="Exception">Any: told as a failure of this check.</exception>
    Task<Finding> RunAsync(CancellationToken cancellation);
}
