using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A public day as people print and read it.</summary>
/// <param name="communities">Their names by code.</param>
internal sealed class PublicReportPage(ReportWords words, TimeZoneInfo zone, IReadOnlyDictionary<string, LocalName> communities)
{
    private readonly ReportLines _lines = new(words, zone, communities);

    public string Of(PublicReport report)
    {
        var title = $"{words.Name(report.Area.Name)} {words.Day(report.Day)} {words["public_title"]}";
        var body = new HtmlText().Element("h1", title)
            .Element("p", $"{report.Area.Code} · {words.Format("known_at", _lines.Time(report.KnownAt))}", "sub");
        var coverage = report.Coverage;
        body.Element("p", words.Format("public_coverage", coverage.Expected, coverage.Reported, coverage.Partial, coverage.Silent, coverage.KnownOff));
        body.Element("h2", words["counts"]).Table(["", .. _lines.Kinds], 1, Totals(report));
        if (report.Parts.Count > 0)
        {
            body.Element("h2", words["parts"]).Table(
                [words["name"], words["code"], .. _lines.Kinds], 2, report.Parts.Select(part => Row(words.Name(part.Name), part.Code, part.Counts)));
        }

        body.Element("h2", words["gates"]).Table(
            [words["name"], words["code"], words["state"], words["remarks"], .. _lines.Kinds],
            4,
            report.Gates.Select(gate => ((string?)null, (IReadOnlyList<string>)[_lines.GateName(report.Area, gate.Community, gate.Name), gate.Gate, words[WireName.Of(gate.State)], Remarks(gate), .. Cells(gate.Counts)])));
        body.Element("p", words.Format("hidden_note", report.Hides), "note");
        return HtmlText.Page(words.Code, title, body);
    }

    private IEnumerable<(string?, IReadOnlyList<string>)> Totals(PublicReport report)
    {
        yield return (null, [words.Day(report.Day), .. Cells(report.Total)]);
        foreach (var (key, other) in new[] { ("day_before", report.DayBefore), ("week_before", report.WeekBefore) })
        {
            var name = words.Format(key, words.Day(other.Day));
            yield return (null, other.Published ? [name, .. Cells(other.Counts)] : [$"{name}{words["is"]}{words["not_published"]}", .. Cells(null)]);
            if (other.Published)
                yield return (null, [words[other.Difference is null ? "not_comparable" : "difference"], .. Cells(other.Difference)]);
        }
    }

    private (string?, IReadOnlyList<string>) Row(string name, string code, PublicCounts? counts) => (null, [name, code, .. Cells(counts)]);

    private string Remarks(PublicGate gate) => gate switch
    {
        { SilentSince: { } since } => _lines.Since(since),
        { SilentHours.Count: > 0 } => words.Format("silent_hours", _lines.Hours(gate.SilentHours)),
        _ => "",
    };

    private IEnumerable<string> Cells(PublicCounts? counts) => counts is null
        ? Enumerable.Repeat(words["none"], _lines.Kinds.Count)
        : new[] { counts.Persons, counts.ScreenedFevers, counts.ConfirmedFevers, counts.Retries, counts.Manual, counts.Inward, counts.Outward }
            .Select(number => number?.ToString("#,0", CultureInfo.InvariantCulture) ?? words["hidden"]);
}
