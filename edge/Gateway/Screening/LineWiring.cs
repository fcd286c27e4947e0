using Checkpoint.Gateway.Sensors;

namespace Checkpoint.Gateway.Screenings;

/// <summary>Where an input is wired and how its contact behaves.</summary>
public sealed record LineWiring
{
    /// <summary>Of <see cref="Line"/>: nothing is wired.</summary>
    public const int NotFitted = -1;

    /// <summary>The line's number on the chip (BCM number on a Raspberry Pi), or <see cref="NotFitted"/>.</summary>
    public int Line { get; init; } = NotFitted;

    public bool ActiveLow { get; init; }

    /// <summary>About 50 kΩ inside the Pi; long wires want 4.7 to 10 kΩ of their own.</summary>
    public LineBias Bias { get; init; } = LineBias.PullDown;

    /// <summary>Edges are reported late by as much. A reed contact bounces for 0.5 to 5 ms; 30 ms is on the safe side.</summary>
    public TimeSpan Debounce { get; init; }

    public bool IsFitted => Line != NotFitted;
}
