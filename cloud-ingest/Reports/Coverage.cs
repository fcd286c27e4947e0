namespace Checkpoint.CloudIngest.Reports;

/// <summary>How many gates have told how much of the day. A gate with several places counts once.</summary>
/// <param name="Expected">Gates that were to report: all but those known off and unregistered.</param>
public sealed record Coverage(int Expected, int Reported, int ReportedZero, int Partial, int Silent, int KnownOff, int Unregistered)
{
    /// <summary>Every gate expected has told the whole day.</summary>
    public bool Complete => Expected > 0 && Reported + ReportedZero == Expected;

    public static Coverage Of(IEnumerable<GateLine> lines)
    {
        var states = lines.GroupBy(line => line.Gate).Select(places => StateOf([.. places.Select(line => line.State).Distinct()])).ToList();
        return new Coverage(
            states.Count(state => state is not (GateReportState.KnownOff or GateReportState.Unregistered)),
            Count(GateReportState.Reported),
            Count(GateReportState.ReportedZero),
            Count(GateReportState.Partial),
            Count(GateReportState.Silent),
            Count(GateReportState.KnownOff),
            Count(GateReportState.Unregistered));

        int Count(GateReportState state) => states.Count(one => one == state);
    }

    private static GateReportState StateOf(IReadOnlyList<GateReportState> places)
    {
        var open = places.Where(state => state != GateReportState.KnownOff).ToList();
        return open.Count switch
        {
            0 => GateReportState.KnownOff,
            1 => open[0],
            _ when open.Any(state => state is not (GateReportState.Reported or GateReportState.ReportedZero)) => GateReportState.Partial,
            _ => GateReportState.Reported,
        };
    }
}
