using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>Issues reports when they are due.</summary>
public sealed class ReportClock(ReportDesk desk, TimeProvider clock, ILogger<ReportClock> log) : DueClock("Daily reports", clock, log)
{
    protected override Task DoDueAsync(CancellationToken cancellation) => desk.IssueDueAsync(cancellation);
}
