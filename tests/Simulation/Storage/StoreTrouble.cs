namespace Checkpoint.Tests.Simulation.Storage;

/// <summary>What the database does with a write just now.</summary>
public enum StoreTrouble
{
    None,

    /// <summary>Cannot be reached.</summary>
    Down,

    /// <summary>Takes nothing and says so, as for a full disk or a limit.</summary>
    Refuses,

    /// <summary>Takes all of it and answers with an error.</summary>
    AppliesThenFails,

    /// <summary>Takes all, or nothing, and never answers.</summary>
    Silent,

    /// <summary>Takes some, and says so.</summary>
    Partial,

    /// <summary>Takes all of it, after many seconds.</summary>
    Slow,
}
