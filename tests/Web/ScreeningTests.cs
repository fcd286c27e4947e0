using System.Globalization;
using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>From a street down to its single screenings.</summary>
[Collection(nameof(Pages))]
public sealed class ScreeningTests(Pages pages)
{
    private const string Street = "230103001";

    [Fact]
    public async Task Yesterdays_fevers_of_a_street_are_found_told_by_gate_and_downloaded_as_a_table()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.OpenAsync($"/screenings?area={Street}");
        await visitor.Role(AriaRole.Link, "昨天").ClickAsync();
        await visitor.Role(AriaRole.Link, "发热", exact: true).ClickAsync();
        await visitor.SettleAsync();
        var rows = visitor.Page.Locator(".rows-screenings tbody tr");
        await Expect(rows.First).ToContainTextAsync("发热");
        var expected = await ExpectedAsync();
        Assert.InRange(expected, 5, 99);
        await Expect(rows).ToHaveCountAsync(expected);
        await Expect(visitor.Page.Locator(".rows-screenings .outcome-fever")).ToHaveCountAsync(expected);
        await Expect(visitor.Page.Locator(".panel-top [role=status]")).ToHaveTextAsync($"已显示 {expected} 条");

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Role(AriaRole.Link, "下载表格").ClickAsync());
        var day = PageSite.Today.AddDays(-1).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        Assert.Equal($"screenings-{Street}-{day}-{day}.csv", download.SuggestedFilename);
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected + 1, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.Contains($",{Street},", line, StringComparison.Ordinal));

        await rows.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/gates/g-001-"));
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task More_than_a_page_is_loaded_on_demand_newest_first()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet, "en", phone: true);
        await visitor.OpenAsync($"/screenings?gate={DistrictHistory.Detailed}&period=yesterday");
        var rows = visitor.Page.Locator(".rows-screenings tbody tr");
        await Expect(rows).ToHaveCountAsync(100);
        await visitor.Role(AriaRole.Button, "Load more").ClickAsync();
        await Expect(rows).ToHaveCountAsync(200);
        var times = await visitor.Page.Locator(".rows-screenings tbody th").AllInnerTextsAsync();
        Assert.Equal(times.Select(Clock).OrderDescending(), times.Select(Clock));
        await visitor.LeaveAsync();
    }

    private static string Clock(string time) => time[^8..];

    /// <summary>As the gates told them by the hour.</summary>
    private async Task<int> ExpectedAsync()
    {
        using var client = await pages.Site.SignInAsync(Pages.OfDistrict);
        var report = await PageSite.GetAsync(client, $"/api/v1/reports/{Street}/{PageSite.Today.AddDays(-1):yyyy-MM-dd}?issue=now");
        return report.GetProperty("as_now_known").GetProperty("total").GetProperty("screened_fevers").GetInt32();
    }
}
