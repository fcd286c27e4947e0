namespace Checkpoint.CloudIngest.Reports;

/// <summary>One report as it was issued and as it is now known.</summary>
/// <param name="Issues">All, in ascending order of number.</param>
/// <param name="AsIssued">Of the issue asked for, else the last; null when there is none.</param>
/// <param name="Issue">The number of that.</param>
/// <param name="Changes">From that issue to now; null without an issue.</param>
/// <param name="Published">Number of the district's issue by which the day is public, of all its parts together; null while it is not.</param>
public sealed record ReportVersions(
    ReportArea Area,
    DateOnly Day,
    IReadOnlyList<ReportIssue> Issues,
    int? Issue,
    DailyReport? AsIssued,
    DailyReport AsNowKnown,
    DateTimeOffset KnownAt,
    ReportChanges? Changes,
    int? Published);
