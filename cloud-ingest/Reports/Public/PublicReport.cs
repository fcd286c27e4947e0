namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>
/// The daily report of one area as anyone may see it: a piece of the one publication of its district's day, of one issue
/// of the district's report. A day is published once. What comes late is not added: who has both versions could subtract.
/// </summary>
/// <param name="Hides">Counts below this are hidden, and with them those that would reveal them.</param>
public sealed record PublicReport(
    ReportArea Area,
    DateOnly Day,
    string TimeZone,
    int Issue,
    DateTimeOffset KnownAt,
    long Hides,
    PublicCounts? Total,
    PublicCoverage Coverage,
    PublicComparison DayBefore,
    PublicComparison WeekBefore,
    IReadOnlyList<PublicPart> Parts,
    IReadOnlyList<PublicGate> Gates);
