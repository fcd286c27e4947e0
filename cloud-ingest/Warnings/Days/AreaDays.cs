using Checkpoint.CloudIngest.Reports;

namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>One day of a gate or an area from what its gates told. Pure.</summary>
internal static class AreaDays
{
    /// <param name="line">Null when it did not stand there that day.</param>
    /// <returns>Null when nothing was expected of it.</returns>
    public static AreaDay? OfGate(ReportDay day, GateLine? line) => line switch
    {
        null or { State: GateReportState.KnownOff } => null,
        { Counts: null } => AreaDay.Nothing(day.Date),
        { StoodHere: null } => Add(day, [line], TellsAll(line), line.ExpectedSeconds),
        _ => Add(day, [line], isWhole: false, day.EndSeconds - day.StartSeconds),
    };

    /// <param name="lines">Of every gate that stood or counted in the area.</param>
    /// <returns>Null when nothing was expected of any.</returns>
    public static AreaDay? OfArea(ReportDay day, IReadOnlyList<GateLine> lines)
    {
        if (lines.All(line => line.State == GateReportState.KnownOff))
            return null;
        return lines.All(line => line.Counts is null)
            ? AreaDay.Nothing(day.Date)
            : Add(day, lines, Coverage.Of(lines).Complete, lines.Sum(line => line.ExpectedSeconds));
    }

    private static bool TellsAll(GateLine line) => line.State is GateReportState.Reported or GateReportState.ReportedZero;

    private static AreaDay Add(ReportDay day, IReadOnlyList<GateLine> lines, bool isWhole, long expectedSeconds)
    {
        var (fevers, persons, screened, confirmed, inService) = (0L, 0L, 0L, 0L, 0L);
        foreach (var line in lines.Where(line => line.Counts is not null))
        {
            var found = Math.Max(line.Counts!.ScreenedFevers, line.Counts.ConfirmedFevers);
            fevers += found;
            // A verdict of the morning may be of somebody who came before midnight.
            persons += Math.Max(found, line.Counts.Persons);
            screened += line.Counts.ScreenedFevers;
            confirmed += line.Counts.ConfirmedFevers;
            inService += Math.Min(line.InServiceSeconds, line.ExpectedSeconds);
        }

        return new AreaDay(
            day.Date,
            isWhole ? fevers == 0 ? AreaDayState.Zero : AreaDayState.Reported : AreaDayState.Partial,
            Whole(fevers),
            Whole(persons),
            Whole(screened),
            Whole(confirmed),
            expectedSeconds == 0 ? 0 : Math.Clamp(inService / (double)expectedSeconds, 0, 1));
    }

    private static int Whole(long count) => (int)Math.Min(count, int.MaxValue);
}
