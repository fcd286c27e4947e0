namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>What the demo's command line says.</summary>
public sealed record DemoOptions
{
    /// <summary>Null: until Ctrl-C.</summary>
    public TimeSpan? For { get; init; }

    public int Gates { get; init; } = 4;

    public int Seed { get; init; } = 1;

    public SiteStore Store { get; init; }

    /// <summary>So many days of history are filled in first; 0 for none, and then the gates are all that there is.</summary>
    public int HistoryDays { get; init; } = 30;

    /// <summary>Kept if given; else a new folder, removed when all went well.</summary>
    public string? Data { get; init; }
}
