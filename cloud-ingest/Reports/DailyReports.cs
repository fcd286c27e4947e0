using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>Makes reports of facts. Pure.</summary>
public static class DailyReports
{
    /// <summary>
    /// What came of the day as it is known at the facts' moment. Of a day that is not over, the hours that are are
    /// expected.
    /// </summary>
    /// <param name="facts">Must hold all hours of the area; what lies elsewhere is passed over.</param>
    public static DailyReport Make(ReportArea area, ReportDay day, ReportFacts facts)
    {
        var lines = GateLines.Of(area, day, facts);
        var (coverage, total) = (Coverage.Of(lines), ReportCounts.Sum(lines.Select(line => line.Counts)));
        return new DailyReport(
            area,
            day.Date,
            day.Zone.Id,
            day.At(day.StartSeconds),
            day.At(day.EndSeconds),
            total,
            coverage,
            ZeroClaim.Of(coverage, total),
            Compare(day.Plus(-1)),
            Compare(day.Plus(-ReportFacts.DaysBefore)),
            [.. PartsOf(area, facts.Registry).Select(part => Part(part, lines))],
            lines,
            area.Level == PlaceLevel.District ? WaitingOn(day, facts.Waiting) : []);

        DayComparison Compare(ReportDay before) => DayComparison.Of(before.Date, GateLines.Of(area, before, facts), coverage, total);
    }

    private static ReportPart Part(ReportArea part, IReadOnlyList<GateLine> lines)
    {
        var own = lines.Where(line => part.Holds(line.Community)).ToList();
        return new ReportPart(part.Level, part.Code, part.Name, Coverage.Of(own), ReportCounts.Sum(own.Select(line => line.Counts)));
    }

    /// <summary>The streets of a district, the communities of a street; none for a community.</summary>
    public static IEnumerable<ReportArea> PartsOf(ReportArea area, GateRegistry registry)
    {
        if (area.Level == PlaceLevel.Community)
            return [];
        var level = area.Level == PlaceLevel.District ? PlaceLevel.Street : PlaceLevel.Community;
        return PlaceNames.Of(registry, level, new PlaceCode(area.Level, area.Code))
            .OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => new ReportArea(level, part.Key, part.Value));
    }

    private static List<WaitingLine> WaitingOn(ReportDay day, IReadOnlyList<WaitingGate> waiting) =>
    [
        .. waiting.Where(gate => gate.FirstSeen.ToUnixTimeSeconds() < day.EndSeconds && gate.LastSeen.ToUnixTimeSeconds() >= day.StartSeconds)
            .Select(gate => new WaitingLine(gate.Gate.Value, gate.FirstSeen, gate.LastSeen)),
    ];
}
