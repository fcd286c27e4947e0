namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>Every circumstance with every seed, on all processors; what comes out does not depend on how many there are.</summary>
/// <param name="Seeds">Outbreaks of each size in a community of each size: seeds 1 to this.</param>
/// <param name="Years">Of a district of each size without an outbreak: seeds 1 to this.</param>
public sealed record EarlyWarningStudy(int Seeds, int Years)
{
    /// <summary>Fevers found beyond the usual ones, expected in all. With none, what chance alone finds.</summary>
    public static IReadOnlyList<double> Totals { get; } = [0, 20, 60, 200];

    /// <summary>By which factor the day-to-day spread of fevers is larger than assumed.</summary>
    public static IReadOnlyList<double> Spreads { get; } = [0, AsAssumed, 2];

    public const double AsAssumed = 1;

    /// <summary>Looked at under all spreads, the others as assumed only.</summary>
    public static IReadOnlyList<WatchRule> UnderOtherSpreads { get; } = [WatchRule.Service, WatchRule.Former];

    public EarlyWarningFigures Run(FeverRates rates)
    {
        var quiet = Run(
            from size in TownSize.All from spread in Spreads select (size, spread),
            Years,
            (cell, seed) => QuietYear.Run(new Town(cell.size), rates.Spread(cell.spread), cell.spread == AsAssumed ? Watch.AllRules : UnderOtherSpreads, seed));
        var outbreaks = Run(
            from size in TownSize.All from total in Totals select (size, total),
            Seeds,
            (cell, seed) => OutbreakWatch.Run(new Town(cell.size), rates, cell.total, seed));
        return new EarlyWarningFigures(
            quiet.ToDictionary(entry => entry.Key, entry => entry.Value.Aggregate(QuietTally.None, (sum, year) => sum.Plus(year))),
            outbreaks.ToDictionary(entry => entry.Key, entry => entry.Value));
    }

    private static Dictionary<TCell, TResult[]> Run<TCell, TResult>(IEnumerable<TCell> circumstances, int seeds, Func<TCell, int, TResult> run)
        where TCell : notnull
    {
        var cells = circumstances.ToList();
        var results = new TResult[cells.Count * seeds];
        Parallel.For(0, results.Length, i => results[i] = run(cells[i / seeds], 1 + (i % seeds)));
        return cells.Select((cell, i) => (cell, of: results[(i * seeds)..((i + 1) * seeds)])).ToDictionary(entry => entry.cell, entry => entry.of);
    }
}
