using Checkpoint.CloudIngest.Warnings.Evaluation;

namespace Checkpoint.CloudIngest.Warnings.Response;

/// <summary>A warning with all that belongs to it.</summary>
/// <param name="Alarms">By day, the earliest first.</param>
/// <param name="Chart">By day, the earliest first; drawn until it was closed.</param>
/// <param name="Related">Warnings not closed of what its area lies in, and of what lies in it.</param>
public sealed record WarningDetail(
    Warning Warning, IReadOnlyList<WarningAlarm> Alarms, IReadOnlyList<ChartDay> Chart, IReadOnlyList<Warning> Related);
