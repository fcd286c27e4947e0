using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>Two communities beside each other, and hours of which nothing is known.</summary>
[Collection(nameof(Pages))]
public sealed class TrendTests(Pages pages)
{
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

    [Fact]
    public async Task A_community_is_compared_with_itself_at_another_time_of_ones_own_choice()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        await visitor.OpenAsync("/trends?area=230103001001&period=7d&before=1");
        var first = PageSite.Today.AddDays(-20);
        await visitor.Role(AriaRole.Button, "其他时段").ClickAsync();
        await visitor.Role(AriaRole.Dialog, "其他时段").GetByLabel("第一天").FillAsync($"{first:yyyy-MM-dd}");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SettleAsync();
        var days = $"{first.Month}月{first.Day}日 – {first.AddDays(6).Month}月{first.AddDays(6).Day}日";
        await AssertComparedAsync(visitor, ["海城社区", $"海城社区（{days}）"]);
        var persons = visitor.Page.Locator("section[aria-labelledby=totals] td[data-label=通行人数]").Last;
        await Expect(persons).ToHaveTextAsync((await PersonsAsync(first)).ToString("N0", CultureInfo.InvariantCulture));
        await visitor.Role(AriaRole.Link, $"移除 {days}").ClickAsync();
        await AssertComparedAsync(visitor, ["海城社区"]);
        await visitor.LeaveAsync();
    }

    /// <summary>By the reports' own count of seven days.</summary>
    private async Task<long> PersonsAsync(DateOnly first)
    {
        using var client = await pages.Site.SignInAsync(Pages.OfStreet);
        var sum = 0L;
        for (var day = first; day < first.AddDays(7); day = day.AddDays(1))
        {
            var report = await PageSite.GetAsync(client, $"/api/v1/reports/230103001001/{day:yyyy-MM-dd}?issue=now");
            sum += report.GetProperty("as_now_known").GetProperty("total").GetProperty("persons").GetInt64();
        }

        return sum;
    }

    private static async Task AssertComparedAsync(Visitor visitor, string[] names)
    {
        var heads = visitor.Page.Locator("section[aria-labelledby=totals] tbody th");
        await Expect(heads).ToHaveTextAsync(names);
        await Expect(visitor.Page.Locator("section[aria-labelledby=totals] td[data-label=发热率] .rate-value")).ToHaveCountAsync(names.Length);
    }
}
