namespace Checkpoint.CloudIngest.Reports;

/// <summary>What has become known since an issue. Pure.</summary>
/// <param name="Difference">As now known less as issued; null when nothing has been counted in either.</param>
/// <param name="Gates">Those whose state or counts are others now.</param>
/// <param name="ComparisonsOnly">The day's own facts stand; an earlier day's have changed.</param>
public sealed record ReportChanges(bool Changed, bool ComparisonsOnly, ReportCounts? Difference, IReadOnlyList<GateChange> Gates)
{
    public static ReportChanges Between(DailyReport issued, DailyReport now)
    {
        var (before, after) = (Lines(issued), Lines(now));
        var gates = before.Keys.Union(after.Keys).Order()
            .Select(key => new GateChange(
                key.Gate,
                key.Community,
                before.GetValueOrDefault(key)?.State,
                after.GetValueOrDefault(key)?.State,
                before.GetValueOrDefault(key)?.Counts,
                after.GetValueOrDefault(key)?.Counts))
            .Where(change => change.StateIssued != change.StateNow || change.CountsIssued != change.CountsNow).ToList();
        var changed = ReportJson.Write(issued) != ReportJson.Write(now);
        return new ReportChanges(
            changed,
            changed && ReportJson.Write(issued with { DayBefore = now.DayBefore, WeekBefore = now.WeekBefore }) == ReportJson.Write(now),
            issued.Total is null && now.Total is null ? null : (now.Total ?? ReportCounts.None).Minus(issued.Total ?? ReportCounts.None),
            gates);
    }

    private static Dictionary<(string Community, string Gate), GateLine> Lines(DailyReport report) =>
        report.Gates.ToDictionary(line => (line.Community, line.Gate));
}
