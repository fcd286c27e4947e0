namespace Checkpoint.CloudIngest.Reports;

/// <summary>A gate of which more is known than when the report was issued. Null: it had, or has, no line.</summary>
public sealed record GateChange(
    string Gate, string Community, GateReportState? StateIssued, GateReportState? StateNow, ReportCounts? CountsIssued, ReportCounts? CountsNow);
