namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>The publication of a district's day, made of one issue of its report. Pure.</summary>
/// <param name="District">The report as it was issued.</param>
public sealed record Publication(int Issue, DateTimeOffset KnownAt, DailyReport District)
{
    private readonly PublicNode _shown = Disclosure.Of(CountNode.Of(District));

    /// <summary>Of the district or an area in it.</summary>
    /// <param name="parts">The area's streets or communities.</param>
    /// <param name="dayBefore">The publication of that day, if there is one.</param>
    public PublicReport Of(ReportArea area, IEnumerable<ReportArea> parts, Publication? dayBefore, Publication? weekBefore)
    {
        var own = District.Gates.Where(line => area.Holds(line.Community)).ToList();
        var coverage = PublicCoverage.Of(Coverage.Of(own));
        var total = CountsOf(area.Code);
        return new PublicReport(
            area,
            District.Day,
            District.TimeZone,
            Issue,
            KnownAt,
            Disclosure.Least,
            total,
            coverage,
            Compare(District.Day.AddDays(-1), dayBefore),
            Compare(District.Day.AddDays(-ReportFacts.DaysBefore), weekBefore),
            [.. parts.Select(part => new PublicPart(part.Level, part.Code, part.Name, CountsOf(part.Code)))],
            [.. own.Select(line => PublicGate.Of(line, CountsOf(line)))]);

        PublicComparison Compare(DateOnly day, Publication? other)
        {
            var counts = other?.CountsOf(area.Code);
            var comparable = coverage.Complete && other is not null && Coverage.Of(other.District.Gates.Where(line => area.Holds(line.Community))).Complete;
            return new PublicComparison(day, other is not null, counts, comparable && counts is not null ? total?.Minus(counts) : null);
        }
    }

    private PublicCounts? CountsOf(string area) => _shown.Area(area)?.Counts;

    private PublicCounts? CountsOf(GateLine line) => _shown.Area(line.Community)!.Parts.First(gate => gate.Code == line.Gate).Counts;
}
