using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.Contract;
using Checkpoint.Contract.Csv;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A report as a CSV table: the total, the two days it is compared with, the parts, the gates.</summary>
internal static class ReportTable
{
    private static readonly string[] Columns =
    [
        "area", "day", "issue", "row", "code", "name_zh", "name_en", "community", "state", "persons", "screened_fevers", "confirmed_fevers",
        "found_normal", "retries", "manual", "inward", "outward", "gates_expected", "gates_whole", "expected_s", "in_service_s",
        "silent_hours", "out_of_service_hours", "silent_since", "closed", "excluded_hours",
    ];

    /// <param name="issue">Null for what is now known.</param>
    public static async Task WriteAsync(TextWriter text, DailyReport report, int? issue)
    {
        await using var table = new CsvTableWriter(text, Columns);
        Row("total", report.Area.Code, report.Area.Name, null, StateOf(report), report.Total, report.Coverage);
        foreach (var (name, other) in new[] { ("day_before", report.DayBefore), ("week_before", report.WeekBefore) })
        {
            Row(name, report.Area.Code, report.Area.Name, null, other.Coverage.Complete ? "complete" : "incomplete", other.Counts, other.Coverage);
            Row($"{name}_difference", report.Area.Code, report.Area.Name, null, other.Difference is null ? "not_comparable" : "", other.Difference, null);
        }

        foreach (var part in report.Parts)
            Row(WireName.Of(part.Level), part.Code, part.Name, null, part.Coverage.Complete ? "complete" : "incomplete", part.Counts, part.Coverage);
        foreach (var gate in report.Gates)
            Row("gate", gate.Gate, gate.Name, gate.Community, WireName.Of(gate.State), gate.Counts, null, gate);
        foreach (var waiting in report.Waiting)
            Row("waiting", waiting.Gate, null, null, "unregistered", null, null);

        void Row(string row, string code, LocalName? name, string? community, string state, ReportCounts? counts, Coverage? coverage, GateLine? gate = null)
        {
            table.Text(report.Area.Code);
            table.Text(report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            table.Text(issue?.ToString(CultureInfo.InvariantCulture) ?? "now");
            foreach (var cell in new[] { row, code, name?.Zh, name?.En, community, state })
                table.Text(cell);
            WriteCounts(table, counts);
            Number(table, coverage?.Expected);
            Number(table, coverage is null ? null : coverage.Reported + coverage.ReportedZero);
            WriteService(table, gate);
            table.EndRow();
        }
    }

    private static string StateOf(DailyReport report) => report.Zero.Claimed ? "zero"
        : report.Coverage.Complete ? "complete"
        : string.Create(CultureInfo.InvariantCulture, $"incomplete: zero from {report.Zero.ZeroGates} of {report.Zero.ExpectedGates} gates");

    private static void WriteCounts(CsvTableWriter table, ReportCounts? counts)
    {
        Number(table, counts?.Persons);
        Number(table, counts?.ScreenedFevers);
        Number(table, counts?.ConfirmedFevers);
        Number(table, counts?.FoundNormal);
        Number(table, counts?.Retries);
        Number(table, counts?.Manual);
        Number(table, counts?.Inward);
        Number(table, counts?.Outward);
    }

    private static void WriteService(CsvTableWriter table, GateLine? gate)
    {
        Number(table, gate?.ExpectedSeconds);
        Number(table, gate?.InServiceSeconds);
        table.Text(gate is null ? null : string.Join("; ", gate.SilentHours.Select(Span)));
        table.Text(gate is null ? null : string.Join("; ", gate.OutOfServiceHours.Select(Span)));
        table.Text(gate?.SilentSince is { } since ? Time(since.Time) + (since.OrEarlier ? " or earlier" : "") : null);
        table.Text(gate is null ? null : string.Join("; ", gate.Closures.Select(closure => $"{Time(closure.From)}/{(closure.Until is { } until ? Time(until) : "")} {closure.Reason}")));
        table.Text(gate is null ? null : string.Join("; ", gate.ExcludedHours.Select(Span)));
    }

    private static string Span(HourSpan span) => $"{Time(span.From)}/{Time(span.To)}";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);

    private static void Number(CsvTableWriter table, long? value)
    {
        if (value is { } number)
            table.Number(number);
        else
            table.Text(null);
    }
}
