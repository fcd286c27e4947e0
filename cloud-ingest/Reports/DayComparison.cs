namespace Checkpoint.CloudIngest.Reports;

/// <summary>The report's day beside an earlier one.</summary>
/// <param name="Counts">Of that day; null when nothing came of it.</param>
/// <param name="Difference">The report's day less that day; null when they can't be compared.</param>
/// <param name="NotComparable">Why not; empty when they can be.</param>
public sealed record DayComparison(
    DateOnly Day, Coverage Coverage, ReportCounts? Counts, ReportCounts? Difference, IReadOnlyList<Incomparable> NotComparable)
{
    public static DayComparison Of(DateOnly day, IReadOnlyList<GateLine> then, Coverage now, ReportCounts? total)
    {
        var (coverage, counts) = (Coverage.Of(then), ReportCounts.Sum(then.Select(line => line.Counts)));
        List<Incomparable> reasons = [];
        if (!coverage.Complete || counts is null)
            reasons.Add(Incomparable.ThatDayIncomplete);
        if (!now.Complete || total is null)
            reasons.Add(Incomparable.ThisDayIncomplete);
        return new DayComparison(day, coverage, counts, reasons.Count == 0 ? total!.Minus(counts!) : null, reasons);
    }
}
