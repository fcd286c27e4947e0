using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>Finding and comparing: yesterday's fevers of a street, two communities beside each other.</summary>
[Collection(nameof(Pages))]
public sealed class TrendTests(Pages pages)
{
    [Fact]
    public async Task Yesterdays_fevers_of_a_street_are_found_counted_and_listed_one_by_one()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.OpenAsync("/");
        await visitor.Role(AriaRole.Button, "切换区域").ClickAsync();
        await visitor.Page.GetByLabel("按名称或代码查找").FillAsync("花园街道");
        await visitor.Role(AriaRole.Dialog, "选择区域").GetByRole(AriaRole.Link, new() { Name = "花园街道" }).ClickAsync();
        await visitor.Role(AriaRole.Link, "趋势").ClickAsync();
        await visitor.Role(AriaRole.Link, "昨天").ClickAsync();
        await visitor.SettleAsync();

        using var client = await pages.Site.SignInAsync(Pages.OfDistrict);
        var report = await PageSite.GetAsync(client, $"/api/v1/reports/230103001/{PageSite.Today.AddDays(-1):yyyy-MM-dd}");
        var fevers = report.GetProperty("as_now_known").GetProperty("total").GetProperty("screened_fevers").GetInt64();
        Assert.InRange(fevers, 1, 100);
        await Expect(visitor.Page.Locator("td[data-label=发热]")).ToHaveTextAsync(fevers.ToString(CultureInfo.InvariantCulture));

        await visitor.Role(AriaRole.Link, "查看这一时段的发热记录").ClickAsync();
        await Expect(visitor.Text("您的每次查看都会被记录在案")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".outcome-fever")).ToHaveCountAsync((int)fevers);
        await Expect(visitor.Page.Locator(".rows-screenings tbody tr")).ToHaveCountAsync((int)fevers);

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Role(AriaRole.Heading, "趋势")).ToBeVisibleAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("area=230103001&.*period=yesterday|period=yesterday&.*area=230103001"));
        await AssertLookedAsync(fevers);
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Two_communities_are_compared_and_the_address_keeps_the_comparison()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        await visitor.OpenAsync("/trends?area=230103001001&period=7d");
        await visitor.Role(AriaRole.Button, "添加区域").ClickAsync();
        await visitor.Role(AriaRole.Dialog, "添加区域").GetByRole(AriaRole.Link, new() { Name = "复华社区" }).ClickAsync();
        await visitor.SettleAsync();
        await AssertComparedAsync(visitor, ["海城社区", "复华社区"]);
        await Expect(visitor.Page.Locator(".chart canvas")).ToBeVisibleAsync();

        await visitor.Page.ReloadAsync();
        await visitor.SettleAsync();
        await AssertComparedAsync(visitor, ["海城社区", "复华社区"]);
        await visitor.Role(AriaRole.Switch, "上一时段").ClickAsync();
        await AssertComparedAsync(visitor, ["海城社区", "复华社区", "海城社区（上一时段）", "复华社区（上一时段）"]);
        await visitor.Role(AriaRole.Link, "移除 复华社区").ClickAsync();
        await AssertComparedAsync(visitor, ["海城社区", "海城社区（上一时段）"]);
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Hours_without_data_are_told_as_such_in_the_table_and_never_as_zero()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet, "en");
        await visitor.OpenAsync("/gates/g-001-002-west");
        var yesterday = visitor.Page.Locator(".week-row").Nth(5);
        await Expect(yesterday.Locator(".cell-silent")).ToHaveCountAsync(3);
        await Expect(yesterday.Locator(".cell-silent ~ title, g:has(.cell-silent) title").First).ToHaveTextAsync("13:00–14:00: Silent (no word)");
        await visitor.OpenAsync("/gates/g-001-004-west");
        await Expect(visitor.Page.Locator(".week-row").Nth(5).Locator(".cell-zero")).ToHaveCountAsync(24);
        await Expect(visitor.Page.Locator(".week-row .cell-silent")).ToHaveCountAsync(0);
        await visitor.LeaveAsync();
    }

    private static async Task AssertComparedAsync(Visitor visitor, string[] names)
    {
        var heads = visitor.Page.Locator("section[aria-labelledby=totals] tbody th");
        await Expect(heads).ToHaveTextAsync(names);
        await Expect(visitor.Page.Locator("section[aria-labelledby=totals] td[data-label=发热率] .rate-value")).ToHaveCountAsync(names.Length);
    }

    private async Task AssertLookedAsync(long rows)
    {
        using var administrator = await pages.Site.SignInAsync(PageSite.Administrator);
        var entries = (await PageSite.GetAsync(administrator, "/api/v1/audit?code=230103001")).GetProperty("items").EnumerateArray();
        Assert.Contains(entries, entry => entry.GetProperty("who").GetString() == Pages.OfDistrict && entry.GetProperty("rows").GetInt64() == rows);
    }
}
