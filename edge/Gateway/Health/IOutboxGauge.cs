namespace Checkpoint.Gateway.Health;

/// <summary>The outbox's own figures.</summary>
public interface IOutboxGauge
{
    /// <summary>How many records the database does not have yet.</summary>
    long Depth { get; }

    /// <summary>Age of the oldest of them; zero if there is none.</summary>
    TimeSpan OldestAge();

    /// <summary>How many the cloud refused for good and are kept apart.</summary>
    long Rejected { get; }

    /// <summary>How many were dropped for want of space before the cloud had answered for them, since the program's start.</summary>
    long Shed { get; }

    /// <summary>Fevers and alarms are being dropped too, or nothing can be stored at all.</summary>
    bool IsOverfull { get; }
}
