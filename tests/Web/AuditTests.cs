using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>Who looked at whom, as administrators see it.</summary>
[Collection(nameof(Pages))]
public sealed class AuditTests(Pages pages)
{
    [Fact]
    public async Task A_look_at_single_screenings_is_told_with_who_of_what_and_how_many()
    {
        await using var official = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        await official.OpenAsync($"/screenings?gate={DistrictHistory.Detailed}&period=yesterday&outcome=fever");
        var rows = official.Page.Locator(".rows-screenings tbody tr");
        await Expect(rows.First).ToBeVisibleAsync();
        var count = await rows.CountAsync();
        await official.LeaveAsync();

        await using var administrator = await Visitor.ArriveAsync(pages, PageSite.Administrator);
        await administrator.OpenAsync("/audit");
        var look = administrator.Page.Locator(".rows-audit tr", new() { HasText = "查看逐条筛查记录" }).First;
        await Expect(look).ToContainTextAsync(Pages.OfStreet);
        await Expect(look).ToContainTextAsync($"{count} 条");
        await Expect(look).ToContainTextAsync("海城社区 东门 · 发热");
        await Expect(administrator.Page.Locator(".rows-audit tr", new() { HasText = "排除一段时间" }).Last).ToContainTextAsync("复华社区 东门");
        await Expect(administrator.Page.Locator(".rows-audit tr", new() { HasText = "发出预警" }).First).ToContainTextAsync("系统");
        await administrator.LeaveAsync();
    }
}
