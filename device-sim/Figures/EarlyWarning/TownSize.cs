using System.Collections.Immutable;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>How large the communities of a district are.</summary>
/// <param name="PersonsADay">Screened in each on an ordinary weekday.</param>
/// <param name="GateShares">Of them, by gate; 50, 30 and 20 % are an assumption.</param>
public sealed record TownSize(int PersonsADay, ImmutableArray<double> GateShares)
{
    public static IReadOnlyList<TownSize> All { get; } =
        [new(200, [1]), new(1_000, [0.5, 0.3, 0.2]), new(5_000, [0.5, 0.3, 0.2])];

    /// <summary>Equal where the numbers are: arrays compare by reference.</summary>
    public bool Equals(TownSize? other) => other is not null && PersonsADay == other.PersonsADay && GateShares.SequenceEqual(other.GateShares);

    public override int GetHashCode() => PersonsADay;
}
