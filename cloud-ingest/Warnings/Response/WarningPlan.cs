using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Warnings.Telling;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>When days are evaluated, and by what.</summary>
public sealed record WarningPlan
{
    /// <summary>Local time of the day after: that of the reports.</summary>
    public TimeOnly EvaluateAt { get; init; } = new ReportOptions().IssueAt;

    /// <summary>So many days are evaluated again and again: missed ones, and those that late data changes. Earlier ones stay as they are.</summary>
    public int LookBackDays { get; init; } = 7;

    /// <summary>How often they are.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromHours(1);

    /// <summary>So many days after its last alarm a closed warning is opened again by another one; later, that opens a new one.</summary>
    public int ReopenDays { get; init; } = 7;

    public WarningOptions Statistics { get; init; } = new();

    /// <summary>Who is told.</summary>
    public WebhookPlan Telling { get; init; } = new();

    /// <summary>The last day that is to be evaluated at this moment.</summary>
    public ReportDay LastDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var yesterday = ReportDay.Of(now, zone).Plus(-1);
        return ReportDay.Moment(yesterday.Date.AddDays(1).ToDateTime(EvaluateAt), zone) <= now ? yesterday : yesterday.Plus(-1);
    }
}
