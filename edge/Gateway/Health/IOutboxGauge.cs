namespace Checkpoint.Gateway.Health;

/// <summary>The outbox's own figures.</summary>
public interface IOutboxGauge
{
    /// <summary>How many records the database does not have yet.</summary>
    long Depth { get; }

    /// <summary>Age of the oldest of them; zero if there is none.</summary>
    TimeSpan OldestAge();
}
