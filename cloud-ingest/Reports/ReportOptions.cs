namespace Checkpoint.CloudIngest.Reports;

/// <summary>When daily reports are issued by themselves.</summary>
public sealed record ReportOptions
{
    /// <summary>Before this, the day's last hour can't be judged.</summary>
    public static readonly TimeOnly Earliest = new(0, 15);

    /// <summary>Local time of the day after; streets collate from seven to nine (Shanghai's zero report, 2020-02).</summary>
    public TimeOnly IssueAt { get; init; } = new(7, 0);

    /// <summary>How many days are looked back for reports that were not issued.</summary>
    public int CatchUpDays { get; init; } = 7;

    /// <summary>When the report of a day is due.</summary>
    public DateTimeOffset DueAt(ReportDay day) => ReportDay.Moment(day.Date.AddDays(1).ToDateTime(IssueAt), day.Zone);
}
