namespace Checkpoint.DeviceSim.Faults;

/// <summary>How often each fault happens, as a share of the writes; the rest passes.</summary>
public sealed record FaultProxyOptions
{
    /// <summary>Decides which writes fail.</summary>
    public int Seed { get; init; } = 1;

    public double AppliedThenErrorShare { get; init; } = 0.02;

    public double AppliedThenSilenceShare { get; init; } = 0.01;

    public double RefusedShare { get; init; } = 0.02;

    /// <summary>A slow database: every write is passed on only after this.</summary>
    public TimeSpan Delay { get; init; }
}
