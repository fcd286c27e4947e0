using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>A report as people print, read and sign it.</summary>
/// <param name="zone">Of the report's day.</param>
/// <param name="communities">Their names by code.</param>
internal sealed class ReportPage(ReportWords words, TimeZoneInfo zone, IReadOnlyDictionary<string, LocalName> communities)
{
    private readonly ReportLines _lines = new(words, zone, communities);

    public string OfIssue(IssueDocument document, ReportIssue issue, int lastNumber, DailyReport now, DateTimeOffset knownAt)
    {
        var body = new HtmlText();
        Head(body, document.Report);
        var by = document.IssuedBy == IssueDocument.Schedule ? words["by_schedule"] : words.Format("by_hand", document.IssuedBy);
        body.Element("p", $"{words.Format("serial", document.Serial, document.Number, Time(document.IssuedAt))} · {by} · {words.Format("known_at", Time(document.KnownAt))}", "sub");
        if (document is { Late: true, DueAt: { } due })
            body.Element("p", words.Format("late", Time(due)), "note");
        if (document.Reason is { } reason)
            body.Element("p", words.Format("reason", reason));
        if (document.Number < lastNumber)
            body.Element("p", words.Format("superseded", lastNumber), "note");
        Contents(body, document.Report, now);
        if (ReportChanges.Between(document.Report, now) is { Changed: true } changes)
            body.Element("p", $"{words[changes.ComparisonsOnly ? "changed_comparison" : "changed"]} ({words.Format("known_at", Time(knownAt))})", "note");
        Signature(body, document.Report, issue);
        return HtmlText.Page(words.Code, Title(document.Report), body);
    }

    public string OfNow(DailyReport now, DateTimeOffset knownAt)
    {
        var body = new HtmlText();
        Head(body, now);
        body.Element("p", $"{words["now"]} · {words.Format("known_at", Time(knownAt))}", "note");
        Contents(body, now, null);
        return HtmlText.Page(words.Code, Title(now), body);
    }

    private string Title(DailyReport report) => $"{words.Name(report.Area.Name)} {words.Day(report.Day)} {words[report.Zero.Claimed ? "zero_title" : "title"]}";

    private void Head(HtmlText body, DailyReport report)
    {
        body.Element("h1", Title(report));
        body.Element("p", $"{report.Area.Code} · {words.Format("day_hours", Time(report.Start), Time(report.End), report.TimeZone)}", "sub");
    }

    /// <param name="now">Null where what is shown is what is now known.</param>
    private void Contents(HtmlText body, DailyReport report, DailyReport? now)
    {
        body.Element("p", _lines.Zero(report), "zero");
        if (report.Zero.Undecided > 0)
            body.Element("p", words.Format("undecided", report.Zero.Undecided), "note");
        body.Element("p", _lines.Coverage(report.Coverage));
        body.Element("h2", words["counts"]);
        body.Table(["", .. _lines.Kinds], 1, _lines.Totals(report, now));
        if (report.Parts.Count > 0)
            body.Element("h2", words["parts"]).Table([words["name"], words["code"], words["whole"], .. _lines.Kinds], 3, _lines.Parts(report));
        body.Element("h2", words["gates"])
            .Table([words["name"], words["code"], words["state"], words["remarks"], .. _lines.Kinds], 4, _lines.Gates(report));
        if (report.Waiting.Count > 0)
            body.Element("h2", words["waiting"]).Element("p", string.Join(", ", report.Waiting.Select(gate => words.Format("waiting_since", gate.Gate, Time(gate.FirstSeen)))));
    }

    private void Signature(HtmlText body, DailyReport report, ReportIssue issue)
    {
        if (issue.Signature is { } signature)
        {
            body.Element("p", words.Format("signed", signature.Name, words[WireName.Of(signature.Role)], Time(signature.SignedAt)), "zero");
            if (signature.ZeroConfirmed)
                body.Element("p", words["signed_zero"]);
            if (signature.Note is { } note)
                body.Element("p", note);
        }
        else
        {
            body.Element("p", words[report.Zero.Claimed ? "unsigned_zero" : "unsigned"], "note");
            body.Open("div", "sign").Element("div", words["sign_name"]).Element("div", words["sign_date"]).Close("div");
        }

        body.Element("p", words["hash"] + issue.Hash, "hash");
    }

    private string Time(DateTimeOffset time) => _lines.Time(time);
}
