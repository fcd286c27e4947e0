using System.Text.Json;
using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>An outbreak that the service has noticed by itself, and what an official does about it.</summary>
[Collection(nameof(Pages))]
public sealed class WarningTests(Pages pages)
{
    [Fact]
    public async Task A_warning_says_why_shows_its_days_and_is_taken_in_hand_followed_up_and_closed()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        await visitor.OpenAsync("/");
        await visitor.Page.Locator(".attention").GetByRole(AriaRole.Link, new() { Name = "海城社区：发热异常增多" }).ClickAsync();
        await Expect(visitor.Role(AriaRole.Heading, "海城社区")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".why-line")).ToContainTextAsync("人发热");
        await Expect(visitor.Page.Locator(".chart canvas")).ToBeVisibleAsync();

        await visitor.Page.GetByLabel("说明（可不填）").FillAsync("已联系社区卫生服务中心");
        await visitor.Page.Locator(".acts button[type=submit]").ClickAsync();
        await Expect(visitor.Page.Locator(".page-top .warning-state")).ToHaveTextAsync("处理中");
        await Expect(visitor.Page.Locator(".course")).ToContainTextAsync("wang · 接手处理");

        await visitor.Page.GetByLabel("进展情况").FillAsync("三户家庭有流感样症状，已采样");
        await visitor.Page.Locator(".acts button[type=submit]").ClickAsync();
        await Expect(visitor.Page.Locator(".course")).ToContainTextAsync("已采样");

        await visitor.Role(AriaRole.Button, "结束预警").ClickAsync();
        await visitor.Page.Locator(".acts button[type=submit]").ClickAsync();
        await Expect(visitor.Text("请选择结论并填写说明。")).ToBeVisibleAsync();
        await ScreenshotTests.ShowAsync(visitor, "warning-closing-zh-desk");
        await visitor.Role(AriaRole.Radio, "确认聚集发热").CheckAsync();
        await visitor.Page.GetByLabel("结论说明").FillAsync("确诊流感，已随访");
        await visitor.Page.Locator(".acts button[type=submit]").ClickAsync();
        await Expect(visitor.Page.Locator(".page-top .warning-state")).ToHaveTextAsync("已结束");

        using var client = await pages.Site.SignInAsync(Pages.OfStreet);
        var closed = (await PageSite.GetAsync(client, $"/api/v1/warnings?area={DistrictPlan.Outbreak}&state=closed")).GetProperty("items")[0];
        Assert.Equal((Pages.OfStreet, Pages.OfStreet, "confirmed"), (
            closed.GetProperty("acknowledged_by").GetString(), closed.GetProperty("closed_by").GetString(), closed.GetProperty("conclusion").GetString()));
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Another_areas_warning_is_not_told_apart_from_one_that_there_is_not()
    {
        using var client = await pages.Site.SignInAsync(Pages.OfDistrict);
        var foreign = (await PageSite.GetAsync(client, "/api/v1/warnings?state=all")).GetProperty("items").EnumerateArray()
            .First(warning => warning.GetProperty("area").GetProperty("place").GetString()!.StartsWith("230103001", StringComparison.Ordinal));
        await using var visitor = (await Visitor.ArriveAsync(pages, Pages.OfZero, "en")).Expects(404);
        await visitor.OpenAsync($"/warnings/{foreign.GetProperty("id").GetInt64()}");
        await Expect(visitor.Role(AriaRole.Heading, "Not found")).ToBeVisibleAsync();
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Earlier_warnings_are_a_step_away_and_so_are_the_latest_again()
    {
        using var client = await pages.Site.SignInAsync(Pages.OfDistrict);
        var latest = (await PageSite.GetAsync(client, "/api/v1/warnings?state=all")).GetProperty("items")[0].GetProperty("id").GetInt64();
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.OpenAsync($"/warnings?state=all&before={latest}");
        var link = visitor.Page.Locator($".warning-list a[href^='/warnings/{latest}']");
        await Expect(link).ToHaveCountAsync(0);
        await visitor.Role(AriaRole.Link, "最近的预警").ClickAsync();
        await Expect(link).ToHaveCountAsync(1);
        await visitor.LeaveAsync();
    }

    /// <summary>The service's answer with one warning, as if there were more of them than a page shows.</summary>
    [Fact]
    public async Task Where_there_are_more_than_a_page_shows_it_leads_on_to_them()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.Page.RouteAsync("**/api/v1/warnings?*", route =>
            route.ContinueAsync(new() { Url = route.Request.Url.Replace("limit=100", "limit=1", StringComparison.Ordinal) }));
        await visitor.OpenAsync("/warnings?state=all");
        await Expect(visitor.Page.Locator(".warning-item")).ToHaveCountAsync(1);
        var first = await visitor.Page.Locator(".warning-item h2 a").GetAttributeAsync("href");
        await visitor.Role(AriaRole.Link, "更早的预警").ClickAsync();
        await Expect(visitor.Page.Locator($".warning-item a[href='{first}']")).ToHaveCountAsync(0);
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("before="));
        await visitor.LeaveAsync();
    }
}
