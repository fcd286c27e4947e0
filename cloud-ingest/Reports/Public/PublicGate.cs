using Checkpoint.CloudIngest.Registry;

namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>A gate's line as anyone may see it. Zero is not told apart from other counts, nor why a gate was closed.</summary>
/// <param name="State">Never <see cref="GateReportState.ReportedZero"/>.</param>
public sealed record PublicGate(
    string Gate,
    LocalName? Name,
    string Community,
    GateReportState State,
    PublicCounts? Counts,
    IReadOnlyList<HourSpan> SilentHours,
    SilentSince? SilentSince)
{
    public static PublicGate Of(GateLine line, PublicCounts? counts) => new(
        line.Gate,
        line.Name,
        line.Community,
        line.State == GateReportState.ReportedZero ? GateReportState.Reported : line.State,
        counts,
        line.SilentHours,
        line.SilentSince);
}
