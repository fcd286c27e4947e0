namespace Checkpoint.Gateway.Sensors;

/// <summary>What a look at a whole bus found.</summary>
/// <param name="Chips">By address; empty unless the bus works.</param>
public sealed record BusScan(BusState State, IReadOnlyList<FoundChip> Chips);

public enum BusState
{
    /// <summary>At least one chip answers.</summary>
    Working = 1,

    /// <summary>Nobody acknowledges: no chip, no supply, or a wire that is off.</summary>
    Silent = 2,

    /// <summary>Every address seems to answer, with zeros: the data line is held low.</summary>
    StuckLow = 3,

    /// <summary>Every address seems to answer, with ones: the data line floats, or is held high.</summary>
    StuckHigh = 4,

    /// <summary>No transaction ends: the clock line is held low, or the adapter is at fault.</summary>
    Hung = 5,
}
