namespace Checkpoint.DeviceSim.Scenarios.Demo;

/// <summary>What the demo's command line says.</summary>
public sealed record DemoOptions
{
    /// <summary>Null: until Ctrl-C.</summary>
    public TimeSpan? For { get; init; }

    public int Gates { get; init; } = 4;

    public int Seed { get; init; } = 1;

    public SiteStore Store { get; init; }

    /// <summary>Kept if given; else a new folder, removed when all went well.</summary>
    public string? Data { get; init; }
}
