namespace Checkpoint.DeviceSim.Figures;

/// <summary>What became of the people of one circumstance.</summary>
/// <param name="Feverish">Core temperature of 37.5 °C or more.</param>
/// <param name="SensorDoubts">How often a gate came to doubt its own sensor.</param>
public sealed record CellTally(GroupTally Feverish, GroupTally Healthy, long SensorDoubts)
{
    public static CellTally None { get; } = new(GroupTally.None, GroupTally.None, 0);

    public CellTally Plus(CellTally other) =>
        new(Feverish.Plus(other.Feverish), Healthy.Plus(other.Healthy), SensorDoubts + other.SensorDoubts);
}
