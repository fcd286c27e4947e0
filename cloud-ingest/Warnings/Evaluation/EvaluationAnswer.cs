namespace Checkpoint.CloudIngest.Warnings.Evaluation;

/// <summary>What an evaluation came to.</summary>
public enum EvaluationAnswer
{
    /// <summary>Nothing unusual.</summary>
    Normal = 1,

    Alarm = 2,

    /// <summary>It can't be told: neither an alarm nor that there is none.</summary>
    InsufficientData = 3,
}
