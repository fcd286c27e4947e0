using System.Globalization;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A public day as people print and read it.</summary>
internal sealed class PublicReportPage(ReportWords words, TimeZoneInfo zone)
{
    private readonly ReportLines _lines = new(words, zone);

    public string Of(PublicReport report)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{words.Name(report.Area.Name)} {report.Day:yyyy-MM-dd} {words["public_title"]}");
        var body = new HtmlText().Element("h1", title)
            .Element("p", $"{report.Area.Code} · {words.Format("known_at", _lines.Time(report.KnownAt))}", "sub");
        var coverage = report.Coverage;
        body.Element("p", _lines.Coverage(new Coverage(coverage.Expected, coverage.Reported, 0, coverage.Partial, coverage.Silent, coverage.KnownOff, 0)));
        body.Element("h2", words["counts"]).Table(["", .. _lines.Kinds], 1, Totals(report));
        if (report.Parts.Count > 0)
        {
            body.Element("h2", words["parts"]).Table(
                [words["code"], words["name"], .. _lines.Kinds], 2, report.Parts.Select(part => Row(part.Code, words.Name(part.Name), part.Counts)));
        }

        body.Element("h2", words["gates"]).Table(
            [words["code"], words["name"], words["state"], words["remarks"], .. _lines.Kinds],
            4,
            report.Gates.Select(gate => ((string?)null, (IReadOnlyList<string>)[gate.Gate, gate.Name is { } name ? words.Name(name) : "", words[WireName.Of(gate.State)], Remarks(gate), .. Cells(gate.Counts)])));
        body.Element("p", words.Format("hidden_note", report.Hides), "note");
        return HtmlText.Page(words.Code, title, body);
    }

    private IEnumerable<(string?, IReadOnlyList<string>)> Totals(PublicReport report)
    {
        yield return (null, [report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), .. Cells(report.Total)]);
        foreach (var (key, other) in new[] { ("day_before", report.DayBefore), ("week_before", report.WeekBefore) })
        {
            var name = words.Format(key, other.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            yield return (null, other.Published ? [name, .. Cells(other.Counts)] : [$"{name}: {words["not_published"]}", .. Cells(null)]);
            if (other.Published)
                yield return (null, [words[other.Difference is null ? "not_comparable" : "difference"], .. Cells(other.Difference)]);
        }
    }

    private (string?, IReadOnlyList<string>) Row(string code, string name, PublicCounts? counts) => (null, [code, name, .. Cells(counts)]);

    private string Remarks(PublicGate gate) => gate switch
    {
        { SilentSince: { } since } => _lines.Since(since),
        { SilentHours.Count: > 0 } => words.Format("silent_hours", ReportLines.Hours(gate.SilentHours)),
        _ => "",
    };

    private IEnumerable<string> Cells(PublicCounts? counts) => counts is null
        ? Enumerable.Repeat(words["none"], _lines.Kinds.Count)
        : new[] { counts.Persons, counts.ScreenedFevers, counts.ConfirmedFevers, counts.Retries, counts.Manual, counts.Inward, counts.Outward }
            .Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? words["hidden"]);
}
