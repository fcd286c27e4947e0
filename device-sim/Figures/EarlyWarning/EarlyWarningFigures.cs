namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>What the study found.</summary>
/// <param name="quiet">By size and by the factor on the day-to-day spread.</param>
/// <param name="outbreaks">By size and by fevers in all: of each outbreak, on which day each track first warned of it.</param>
public sealed class EarlyWarningFigures(
    IReadOnlyDictionary<(TownSize Size, double Spread), QuietTally> quiet,
    IReadOnlyDictionary<(TownSize Size, double Total), IReadOnlyDictionary<Track, int>[]> outbreaks)
{
    public QuietTally Quiet(TownSize size, double spread = EarlyWarningStudy.AsAssumed) => quiet[(size, spread)];

    public DelayTally Delay(TownSize size, double total, Track track) => outbreaks[(size, total)].Aggregate(
        DelayTally.None, (tally, first) => tally.With(first.TryGetValue(track, out var day) ? day : null));
}
