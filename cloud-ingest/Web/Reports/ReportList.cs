using Checkpoint.CloudIngest.Reports;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A page of reports, each by its last issue.</summary>
/// <param name="Next">The cursor of the next page; null when there is none.</param>
public sealed record ReportList(IReadOnlyList<ReportIssue> Items, string? Next);
