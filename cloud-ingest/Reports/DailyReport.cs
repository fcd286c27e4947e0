namespace Checkpoint.CloudIngest.Reports;

/// <summary>The daily report (日报告) of one area, and with it the zero report (零报告).</summary>
/// <param name="Total">Of all gates that told anything; null when none did.</param>
/// <param name="Parts">The streets of a district, the communities of a street; none for a community.</param>
/// <param name="Waiting">For a district: gates that spoke that day and that nobody has registered.</param>
public sealed record DailyReport(
    ReportArea Area,
    DateOnly Day,
    string TimeZone,
    DateTimeOffset Start,
    DateTimeOffset End,
    ReportCounts? Total,
    Coverage Coverage,
    ZeroClaim Zero,
    DayComparison DayBefore,
    DayComparison WeekBefore,
    IReadOnlyList<ReportPart> Parts,
    IReadOnlyList<GateLine> Gates,
    IReadOnlyList<WaitingLine> Waiting);
