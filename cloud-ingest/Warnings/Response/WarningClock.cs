using Checkpoint.CloudIngest.Serving;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>Evaluates days when they are due.</summary>
public sealed class WarningClock(WarningDesk desk, TimeProvider clock, ILogger<WarningClock> log) : DueClock("Warnings", clock, log)
{
    protected override Task DoDueAsync(CancellationToken cancellation) => desk.EvaluateDueAsync(cancellation);
}
