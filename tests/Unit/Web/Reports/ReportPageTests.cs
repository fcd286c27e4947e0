using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Web.Reports;
using Checkpoint.Contract.Csv;
using Checkpoint.Tests.Unit.Reports;
using static Checkpoint.Tests.Unit.Reports.ReportScene;

namespace Checkpoint.Tests.Unit.Web.Reports;

public sealed class ReportPageTests
{
    private const string Evil = "<script>alert(\"1\")</script>&'";

    private static readonly ReportDay Day = new ReportScene().Day;

    private static readonly DateTimeOffset Morning = Clock("2026-02-11T07:00+08:00");

    [Theory]
    [InlineData(Language.Zh, "应报2个卡口中，1个报告为零", "静默", "自2026-02-09 14:00 +08:00起静默", "lang=\"zh\"")]
    [InlineData(Language.En, "zero from 1 of 2 gates", "silent", "silent since 2026-02-09 14:00 +08:00", "lang=\"en\"")]
    public void A_page_tells_zero_and_silence_apart_in_both_languages(Language language, params string[] texts)
    {
        var report = new ReportScene().Gate("aaa").Gate("bbb").Tells("aaa", Day).Tells("bbb", Day.Plus(-1), hour => hour < 14).Report();
        var page = PageOf(language).OfNow(report, Morning);
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("零报告：全部", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Zh, "静默：08:00–10:00、22:00–24:00；停用：12:00–13:00")]
    [InlineData(Language.En, "silent: 08:00–10:00, 22:00–24:00; out of service: 12:00–13:00")]
    public void Hours_end_with_24_and_are_listed_as_each_language_does(Language language, string text)
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day, hour => hour is not (8 or 9 or 12 or 22 or 23)).Tells("aaa", Day, hour => hour == 12, service: 60).Report();
        Assert.Contains(text, PageOf(language).OfNow(report, Morning), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_from_outside_is_escaped()
    {
        var closure = new Closure(Clock("2026-02-09T20:00+08:00"), null, Evil, Evil, Clock("2026-02-09T19:00+08:00"));
        var report = new ReportScene().Gate("aaa", closures: closure).Report();
        report = report with { Area = report.Area with { Name = new LocalName(Evil, Evil) }, Gates = [.. report.Gates.Select(gate => gate with { Name = new LocalName(Evil, Evil) })] };
        var (document, issue) = Issued(report, new ReportSignature(Evil, Role.Official, "", Evil, Morning, false, Evil, "h"), reason: Evil);
        foreach (var page in new[] { PageOf(Language.En).OfIssue(document, issue, 2, report, Morning), PageOf(Language.Zh).OfNow(report, Morning) })
        {
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_issue_shows_its_number_lateness_signature_and_what_came_after_it()
    {
        var report = new ReportScene().Gate("aaa").Gate("bbb").Tells("aaa", Day).Report();
        var now = new ReportScene().Gate("aaa").Gate("bbb").Tells("aaa", Day).Tells("bbb", Day, normal: 3).Report();
        var (document, issue) = Issued(report, new ReportSignature("li", Role.Official, "", "李娜", Morning, false, "核对", "h"), "机房停电");
        var page = PageOf(Language.Zh).OfIssue(document, issue, 3, now, Morning.AddDays(3));
        foreach (var text in new[] { "230103001001-20260210-2", "第2次签发", "延迟", "修订原因：机房停电", "此后已有第3次签发", "签名：李娜（管理人员", "核对", "目前所知", "+72", issue.Hash })
            Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Zh, "南岗区 2026年2月10日 体温筛查日报告", "<td>西社区 ", "<td class=\"n\">1,224</td>", "自2026-02-10 08:00 +08:00起")]
    [InlineData(Language.En, "南岗区 10 February 2026 Daily screening report", ", 西社区</td>", "<td class=\"n\">1,224</td>", "north (since 2026-02-10 08:00 +08:00)")]
    public void A_districts_page_names_the_gates_communities_writes_numbers_and_days_as_people_do_and_tells_since_when_gates_wait(Language language, params string[] texts)
    {
        var report = new ReportScene().Gate("aaa").Gate("bbb", South).Tells("aaa", Day, normal: 50, fever: 1).Tells("bbb", Day, community: South).Report("230103");
        report = report with { Waiting = [new WaitingLine("north", Clock("2026-02-10T08:00+08:00"), Morning)] };
        var page = PageOf(language).OfNow(report, Morning);
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_zero_that_nobody_signed_says_so()
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day).Report();
        var (document, issue) = Issued(report, null, null);
        var page = PageOf(Language.En).OfIssue(document, issue, 2, report, Morning);
        Assert.Contains("A zero report needs a signature, and has none yet.", page, StringComparison.Ordinal);
        Assert.Contains("Zero: all gates expected (1) have reported", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_of_a_day_with_two_offsets_are_told_with_them()
    {
        var scene = new ReportScene("Europe/Berlin");
        var day = new ReportDay(new DateOnly(2026, 10, 25), scene.Zone);
        var report = scene.Gate("aaa").Tells("aaa", day, hour => hour != 2).Report(day: day);
        Assert.Contains("02:00–02:00 (+02:00–+01:00)", PageOf(Language.En, scene.Zone).OfNow(report, Morning), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_is_there_in_both_languages() => Assert.All(ReportWords.Keys, key =>
    {
        Assert.NotEqual("", new ReportWords(Language.Zh)[key]);
        Assert.NotEqual("", new ReportWords(Language.En)[key]);
    });

    [Fact]
    public async Task A_table_has_every_row_and_escapes_what_begins_like_a_formula()
    {
        var scene = new ReportScene().Gate("aaa").Gate("bbb").Tells("aaa", Day, normal: 1).Tells("aaa", Day.Plus(-1), normal: 2).Tells("bbb", Day.Plus(-1)).Tells("bbb", Day);
        var report = scene.Report();
        report = report with { Gates = [.. report.Gates.Select(gate => gate with { Name = new LocalName("=1+1", "@x") })] };
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        await ReportTable.WriteAsync(text, report, 2);
        var rows = Rows(text.ToString());
        Assert.Equal(["total", "day_before", "day_before_difference", "week_before", "week_before_difference", "gate", "gate"], rows.Select(row => row["row"]));
        Assert.Equal(("2", "zero", "24", "-24", "not_comparable", "", "'=1+1", "'@x"), (rows[0]["issue"], rows[0]["state"], rows[0]["persons"], rows[2]["persons"], rows[4]["state"], rows[4]["persons"], rows[5]["name_zh"], rows[5]["name_en"]));
    }

    [Fact]
    public async Task A_public_page_and_table_show_hidden_and_silent_as_different_things()
    {
        var scene = new ReportScene().Gate("west").Gate("east", East).Gate("south", South)
            .Tells("west", Day, normal: 9, fever: 1).Tells("east", Day, hour => hour == 1, East, normal: 9, fever: 1);
        var registry = scene.Registry;
        var report = new Publication(1, Morning, scene.Report("230103")).Of(ReportArea.Find(registry, "230103")!, DailyReports.PartsOf(ReportArea.Find(registry, "230103")!, registry), null, null);
        var page = new PublicReportPage(new ReportWords(Language.En), scene.Zone, PlaceNames.Of(registry, PlaceLevel.Community, null)).Of(report);
        Assert.Contains("＊ not public", page, StringComparison.Ordinal);
        // What is not published is not told to be none.
        Assert.DoesNotContain("not registered", page, StringComparison.Ordinal);
        Assert.Contains("Day before, 9 February 2026: not published", page, StringComparison.Ordinal);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        await PublicReportTable.WriteAsync(text, report);
        var gates = Rows(text.ToString()).Where(row => row["row"] == "gate").ToList();
        Assert.Equal([("west", "*"), ("east", "*"), ("south", "")], gates.Select(row => (row["code"], row["screened_fevers"])));
    }

    private static ReportPage PageOf(Language language, TimeZoneInfo? zone = null) =>
        new(new ReportWords(language), zone ?? Day.Zone, PlaceNames.Of(new ReportScene().Registry, PlaceLevel.Community, null));

    private static (IssueDocument Document, ReportIssue Issue) Issued(DailyReport report, ReportSignature? signature, string? reason)
    {
        var serial = IssueDocument.SerialOf(report.Area.Code, report.Day, 2);
        var document = new IssueDocument(serial, 2, Morning.AddHours(1), Morning, true, IssueDocument.Schedule, reason, Morning, report);
        return (document, new ReportIssue(
            report.Area.Code, report.Day, 2, serial, document.IssuedAt, Morning, true, document.IssuedBy, reason, Morning, report.Zero.Claimed,
            report.Coverage.Complete, new string('a', 64), signature));
    }

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        using var table = new CsvTable(new StringReader(csv));
        var rows = new List<Dictionary<string, string>>();
        while (table.Read())
            rows.Add(table.Names.Zip(table.Cells).ToDictionary(cell => cell.First, cell => cell.Second));
        return rows;
    }
}
