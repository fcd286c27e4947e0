namespace Checkpoint.DeviceSim.Figures;

/// <summary>Every circumstance with every seed, on all processors; what comes out does not depend on how many there are.</summary>
/// <param name="Seeds">Gates and days of each circumstance: seeds 1 to this.</param>
/// <param name="People">On each day, about half of them feverish.</param>
public sealed record ScreeningStudy(int Seeds, int People)
{
    public IReadOnlyDictionary<ScreeningCell, CellTally> Run(IReadOnlyList<ScreeningCell> cells)
    {
        var days = new CellTally[cells.Count * Seeds];
        Parallel.For(0, days.Length, day => days[day] = new GateDay(cells[day / Seeds], 1 + (day % Seeds), People).Run());
        return cells.Select((cell, i) => (Cell: cell, Tally: Sum(days.AsSpan(i * Seeds, Seeds))))
            .ToDictionary(entry => entry.Cell, entry => entry.Tally);
    }

    private static CellTally Sum(ReadOnlySpan<CellTally> days)
    {
        var sum = CellTally.None;
        foreach (var day in days)
            sum = sum.Plus(day);
        return sum;
    }
}
