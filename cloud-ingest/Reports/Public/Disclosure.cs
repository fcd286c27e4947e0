namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>
/// Which counts may be public. The rule, for each kind of count by itself:
/// <list type="number">
/// <item>A district's count is shown when it is at least <see cref="Least"/>; zero is below that too.</item>
/// <item>The counts of an area's parts are shown when the area's own is, and the count of each part that told anything is at
/// least <see cref="Least"/>. Else they are hidden, all of them, with all that lies in them.</item>
/// <item>"Persons" is held to be below it where those found normal may be: persons less fevers and less manual, and where
/// these are hidden less the most they can be, which is what the nearest area with a shown count has.</item>
/// </list>
/// So all that anybody can learn of a hidden count is that it is not more than the nearest shown one above it: the counts
/// below that one may be put together in any way in which one of the parts is small, and it would be published just the
/// same. Hiding single cells and the next larger ones, as is common, hides less and lets who knows the rule work back (4, 4, 5:
/// of the first two hidden with a sum of 8, no other pair would be hidden so).
/// Who was found normal is not published; that passages and screenings of one place go together only roughly, and
/// confirmed fevers with screened ones, gives no bound.
/// </summary>
public static class Disclosure
{
    public const long Least = 5;

    private static readonly Func<ReportCounts, long>[] Kinds =
    [
        counts => counts.Persons, counts => counts.ScreenedFevers, counts => counts.ConfirmedFevers, counts => counts.Retries,
        counts => counts.Manual, counts => counts.Inward, counts => counts.Outward,
    ];

    private const int Persons = 0;
    private const int Fevers = 1;
    private const int Manual = 4;

    public static PublicNode Of(CountNode district) => Of(district, Least);

    internal static PublicNode Of(CountNode district, long least)
    {
        var above = Enumerable.Repeat(new Cell(true, least - 1), Kinds.Length).ToArray();
        return Publish([district], above, least)[0];
    }

    /// <param name="above">The counts of the area that these are the parts of.</param>
    private static List<PublicNode> Publish(IReadOnlyList<CountNode> parts, Cell[] above, long least)
    {
        var shown = Enumerable.Range(0, Kinds.Length).Select(kind => AreShown(parts, kind, above[kind], least)).ToArray();
        shown[Persons] = shown[Persons] && parts.All(part =>
            part.Counts is not { } counts || counts.Persons - Most(counts, Fevers) - Most(counts, Manual) >= least);
        return
        [
            .. parts.Select(part => new PublicNode(
                part.Code,
                part.Counts is { } counts ? Counts(counts, shown) : null,
                part.Counts is { } own ? Publish(part.Parts, CellsOf(own), least) : Publish(part.Parts, above, least))),
        ];

        long Most(ReportCounts counts, int kind) => shown[kind] ? Kinds[kind](counts) : above[kind].Most;

        Cell[] CellsOf(ReportCounts counts) =>
            [.. Kinds.Select((kind, i) => shown[i] ? new Cell(true, kind(counts)) : above[i] with { IsShown = false })];
    }

    private static bool AreShown(IReadOnlyList<CountNode> parts, int kind, Cell above, long least) =>
        above.IsShown && parts.All(part => part.Counts is not { } counts || Kinds[kind](counts) >= least);

    private static PublicCounts Counts(ReportCounts counts, bool[] shown)
    {
        var cells = Kinds.Select((kind, i) => shown[i] ? kind(counts) : (long?)null).ToArray();
        return new PublicCounts(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    /// <param name="Most">What anybody can tell it not to be above: itself, or what the nearest shown one above has.</param>
    private readonly record struct Cell(bool IsShown, long Most);
}
