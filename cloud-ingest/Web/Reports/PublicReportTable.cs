using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports.Public;
using Checkpoint.Contract;
using Checkpoint.Contract.Csv;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A public day as a CSV table. "*" is hidden; an empty cell is nothing told.</summary>
internal static class PublicReportTable
{
    private static readonly string[] Columns =
    [
        "area", "day", "row", "code", "name_zh", "name_en", "state", "persons", "screened_fevers", "confirmed_fevers", "retries", "manual", "inward",
        "outward",
    ];

    public static async Task WriteAsync(TextWriter text, PublicReport report)
    {
        await using var table = new CsvTableWriter(text, Columns);
        Row("total", report.Area.Code, report.Area.Name, report.Coverage.Complete ? "complete" : "incomplete", report.Total);
        foreach (var (name, other) in new[] { ("day_before", report.DayBefore), ("week_before", report.WeekBefore) })
        {
            Row(name, report.Area.Code, report.Area.Name, other.Published ? "published" : "not_published", other.Counts);
            Row($"{name}_difference", report.Area.Code, report.Area.Name, other.Difference is null ? "not_comparable" : "", other.Difference);
        }

        foreach (var part in report.Parts)
            Row(WireName.Of(part.Level), part.Code, part.Name, null, part.Counts);
        foreach (var gate in report.Gates)
            Row("gate", gate.Gate, gate.Name, WireName.Of(gate.State), gate.Counts);

        void Row(string row, string code, LocalName? name, string? state, PublicCounts? counts)
        {
            foreach (var cell in new[] { report.Area.Code, report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row, code, name?.Zh, name?.En, state })
                table.Text(cell);
            foreach (var count in new[] { counts?.Persons, counts?.ScreenedFevers, counts?.ConfirmedFevers, counts?.Retries, counts?.Manual, counts?.Inward, counts?.Outward })
                Cell(count, counts is not null);
            table.EndRow();
        }

        void Cell(long? count, bool told)
        {
            if (count is { } number)
                table.Number(number);
            else
                table.Text(told ? "*" : null);
        }
    }
}
