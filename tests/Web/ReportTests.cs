using System.Text.Json;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>Daily reports: a zero that is signed in so many words, and one that is none.</summary>
[Collection(nameof(Pages))]
public sealed class ReportTests(Pages pages)
{
    private static string Yesterday => $"{PageSite.Today.AddDays(-1):yyyy-MM-dd}";

    [Fact]
    public async Task A_zero_report_is_signed_only_with_the_zero_confirmed()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfZero);
        await visitor.OpenAsync("/");
        await visitor.Page.Locator(".attention").GetByRole(AriaRole.Link, new() { Name = "零报告尚未签名确认" }).ClickAsync();
        await Expect(visitor.Role(AriaRole.Heading, "零报告", exact: true)).ToBeVisibleAsync();
        await Expect(visitor.Text("全部 2 个应报卡口均已全天上报，未发现发热者")).ToBeVisibleAsync();

        await visitor.Page.GetByLabel("签名人姓名").FillAsync("李 敏");
        await visitor.Role(AriaRole.Button, "签名确认零报告").ClickAsync();
        await Expect(visitor.Text("零报告须勾选确认。")).ToBeVisibleAsync();
        Assert.Equal(JsonValueKind.Null, (await SignatureAsync()).ValueKind);

        await visitor.Role(AriaRole.Checkbox, "我确认").CheckAsync();
        await visitor.Role(AriaRole.Button, "签名确认零报告").ClickAsync();
        await Expect(visitor.Page.Locator(".signed")).ToContainTextAsync("李 敏");
        await Expect(visitor.Text("已明确确认为零")).ToBeVisibleAsync();
        var signature = await SignatureAsync();
        Assert.Equal(("李 敏", true), (signature.GetProperty("name").GetString(), signature.GetProperty("zero_confirmed").GetBoolean()));

        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator(".recent li").First).ToContainTextAsync("已签名");
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task A_day_with_silent_hours_says_which_gate_was_silent_when_and_is_no_zero()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet, "en");
        await visitor.OpenAsync($"/reports/{Yesterday}?area=230103001002");
        await Expect(visitor.Text("this is no zero report").Or(visitor.Text("Not a zero report"))).ToBeVisibleAsync();
        var gate = visitor.Page.Locator(".report-gates tr", new() { HasText = "West gate" });
        await Expect(gate).ToContainTextAsync("Part of the day");
        await Expect(gate).ToContainTextAsync("silent 13:00–16:00");
        await Expect(visitor.Role(AriaRole.Checkbox, "I confirm")).ToHaveCountAsync(0);
        await visitor.Role(AriaRole.Link, "Day before").ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"{PageSite.Today.AddDays(-2):yyyy-MM-dd}"));
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task A_technician_reads_reports_and_signs_none()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.Technician, "en");
        await visitor.OpenAsync($"/reports/{Yesterday}?area=230103003");
        await Expect(visitor.Text("Only officials sign reports.")).ToBeVisibleAsync();
        await Expect(visitor.Role(AriaRole.Button, "Sign")).ToHaveCountAsync(0);
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Late_data_of_a_silent_gate_is_in_the_next_trend_and_the_report_shows_both_versions_until_a_new_one_is_issued()
    {
        var gate = DistrictPlan.Gates.Single(one => one.Id.Value == DistrictPlan.Silent);
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.OpenAsync($"/reports/{Yesterday}?area={gate.Place.Community}");
        var line = visitor.Page.Locator(".report-gates tr", new() { HasText = "西门" });
        await Expect(line).ToContainTextAsync("静默");
        await Expect(visitor.Page.Locator(".standing .note")).ToHaveCountAsync(0);

        var late = DistrictHistory.LateYesterday(gate, DateTimeOffset.UtcNow, PageSite.Zone);
        await pages.Site.AddAsync(late);
        var persons = late.Records.OfType<Summary>().Where(hour => hour.Span == SummarySpan.Hour).Sum(hour => hour.Normal + hour.Fever + hour.Manual);
        await visitor.OpenAsync($"/reports/{Yesterday}?area={gate.Place.Community}");
        await Expect(line).ToContainTextAsync("静默");
        await Expect(visitor.Page.Locator(".counts tr", new() { HasText = "通行人数" })).ToContainTextAsync($"+{persons:#,0}");
        await visitor.Page.Locator(".standing .note a").ClickAsync();
        await Expect(line).ToContainTextAsync("全天上报");
        await ScreenshotTests.ShowAsync(visitor, "report-late-zh-desk");

        await visitor.OpenAsync($"/reports/{Yesterday}?area={gate.Place.Community}");
        await visitor.Page.GetByLabel("修订原因").FillAsync("西门离线两天后数据补报");
        await visitor.Role(AriaRole.Button, "签发新版本").ClickAsync();
        await Expect(visitor.Text("西门离线两天后数据补报")).ToBeVisibleAsync();
        await Expect(line).ToContainTextAsync("全天上报");
        await visitor.Role(AriaRole.Link, "第 1 次签发").ClickAsync();
        await Expect(line).ToContainTextAsync("静默");

        await visitor.OpenAsync($"/gates/{gate.Id}");
        await Expect(visitor.Page.Locator(".week-row").Nth(5).Locator(".week-sum")).ToHaveTextAsync($"{persons:#,0} 人");
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task A_signed_day_of_a_district_is_made_public_after_a_second_word_and_hides_what_is_few()
    {
        var day = $"{PageSite.Today.AddDays(-3):yyyy-MM-dd}";
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.OpenAsync($"/reports/{day}");
        await Expect(visitor.Role(AriaRole.Button, "向公众公开")).ToHaveCountAsync(0);
        await visitor.Page.GetByLabel("签名人姓名").FillAsync("赵 国庆");
        await visitor.Page.Locator(".signing button[type=submit]").ClickAsync();
        await visitor.Role(AriaRole.Button, "向公众公开").ClickAsync();
        var dialog = visitor.Role(AriaRole.Dialog, "向公众公开");
        await Expect(dialog).ToContainTextAsync("不能撤回");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "向公众公开" }).ClickAsync();
        await Expect(visitor.Text("已向公众公开：查看公开页面")).ToBeVisibleAsync();
        await visitor.LeaveAsync();

        foreach (var (language, phone, hidden) in new[] { ("zh", false, "小于5的数"), ("en", true, "below 5") })
        {
            await using var anybody = await Visitor.ArriveAsync(pages, null, language, phone);
            await anybody.Page.GotoAsync($"/api/v1/public/reports/{DistrictPlan.Zero}/{day}/print?lang={language}");
            await Expect(anybody.Page.Locator("body")).ToContainTextAsync(hidden);
            await ScreenshotTests.ShowAsync(anybody, $"public-{language}-{(phone ? "phone" : "desk")}");
            await anybody.LeaveAsync();
        }
    }

    private async Task<JsonElement> SignatureAsync()
    {
        using var client = await pages.Site.SignInAsync(Pages.OfZero);
        return (await PageSite.GetAsync(client, $"/api/v1/reports/{DistrictPlan.Zero}/{Yesterday}")).GetProperty("issues")[0].GetProperty("signature");
    }
}
