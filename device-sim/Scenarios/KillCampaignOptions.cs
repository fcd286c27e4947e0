namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>How a kill campaign goes about it.</summary>
public sealed record KillCampaignOptions
{
    /// <summary>Decides order, moments and outages.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Of each target, where no plan of its own is given.</summary>
    public int Kills { get; init; } = 10;

    /// <summary>Broker, cloud and database are killed only while at least so many records are unacknowledged.</summary>
    public int MinUnacknowledged { get; init; } = 100;

    /// <summary>Longest wait for a moment to come; the moment itself is random.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time that something killed stays down.</summary>
    public TimeSpan LongestOutage { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A kill of a gate that starts comes within this time of its start, by when it has opened its outbox and connected.</summary>
    public TimeSpan LongestStart { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>A kill of a gate that stops comes within this time of SIGTERM.</summary>
    public TimeSpan LongestStop { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>By then enough records must be unacknowledged for the next kill, and at the end none.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);
}
