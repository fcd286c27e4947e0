namespace Checkpoint.Tests.Hardware.Protocol;

/// <summary>One visit to the gate: everything recorded between its begin and its end is its own.</summary>
public sealed record Visit
{
    public required string Name { get; init; }

    /// <summary>What ailed the bus meanwhile.</summary>
    public BusFault Fault { get; init; }

    /// <summary>Every so many transactions.</summary>
    public int FaultEvery { get; init; }

    public required long BeganAt { get; init; }

    public long EndedAt { get; set; }

    /// <summary>The chip's words for the foreheads that stood before it.</summary>
    public List<int> ForeheadWords { get; init; } = [];
}
