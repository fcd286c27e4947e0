using System.Collections.Immutable;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>Warnings of years in which nothing went round: all of them false.</summary>
/// <param name="Years">Of one district.</param>
/// <param name="Opened">Warnings; tracks that gave none are absent.</param>
public sealed record QuietTally(int Years, ImmutableDictionary<Track, int> Opened)
{
    public static QuietTally None { get; } = new(0, ImmutableDictionary<Track, int>.Empty);

    /// <summary>A year, of one community and of all that lies in it or in which it lies, these shared with its neighbours.</summary>
    public double PerCommunity(WatchRule rule) =>
        Opened.Where(entry => entry.Key.Rule == rule).Sum(entry => entry.Value) / (double)(Years * Town.Communities);

    /// <summary>A year, of one such area.</summary>
    /// <param name="areas">How many there are in the district.</param>
    public double PerArea(Track track, int areas) => Opened.GetValueOrDefault(track) / (double)(Years * areas);

    public QuietTally Plus(QuietTally other) => new(
        Years + other.Years,
        other.Opened.Aggregate(Opened, (sum, entry) => sum.SetItem(entry.Key, sum.GetValueOrDefault(entry.Key) + entry.Value)));
}
