using System.Globalization;
using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>A technician leaves hours of a faulty thermometer out, and counts them again.</summary>
[Collection(nameof(Pages))]
public sealed class ExclusionTests(Pages pages)
{
    private const string Gate = DistrictHistory.Detailed;

    [Fact]
    public async Task A_technician_excludes_hours_by_keyboard_officials_see_it_and_it_is_withdrawn()
    {
        await using var technician = (await Visitor.ArriveAsync(pages, Pages.Technician)).Expects(409);
        await technician.OpenAsync($"/gates/{Gate}");
        var open = technician.Role(AriaRole.Button, "排除一段时间");
        await open.FocusAsync();
        await technician.Page.Keyboard.PressAsync("Enter");
        await Expect(technician.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await technician.Page.Keyboard.PressAsync("Escape");
        await Expect(technician.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(open).ToBeFocusedAsync();

        await ExcludeAsync(technician, 7, 9);
        await Expect(technician.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(technician.Page.Locator(".panel:has(#excluded) .course")).ToContainTextAsync("镜头结冰");
        await ExcludeAsync(technician, 8, 10);
        await Expect(technician.Page.Locator(".form-problem")).ToContainTextAsync("其中有时段已被排除");
        await technician.Page.Keyboard.PressAsync("Escape");

        await using var official = await Visitor.ArriveAsync(pages, Pages.OfStreet, "en");
        await official.OpenAsync($"/gates/{Gate}");
        await Expect(official.Page.Locator(".panel:has(#excluded)")).ToContainTextAsync("镜头结冰");
        await Expect(official.Role(AriaRole.Button, "Leave hours out")).ToHaveCountAsync(0);
        await official.OpenAsync($"/screenings?gate={Gate}&period=yesterday&outcome=fever");
        Assert.Equal(await FeversAsync(7, 9), await official.Page.GetByText("Faulty thermometer: not counted").CountAsync());
        await official.LeaveAsync();

        await technician.Role(AriaRole.Button, "恢复计入").ClickAsync();
        await technician.Page.GetByRole(AriaRole.Dialog).GetByLabel("原因").FillAsync("是另一扇门的测温头");
        await technician.Page.Keyboard.PressAsync("Tab");
        await technician.Page.Keyboard.PressAsync("Enter");
        await Expect(technician.Page.Locator(".panel:has(#excluded) .course")).ToContainTextAsync("已恢复计入 · sun");
        await technician.LeaveAsync();
    }

    private static async Task ExcludeAsync(Visitor visitor, int from, int to)
    {
        await visitor.Role(AriaRole.Button, "排除一段时间").First.ClickAsync();
        var dialog = visitor.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("从（整点）").FillAsync(Local(from));
        await dialog.GetByLabel("到（整点）").FillAsync(Local(to));
        await dialog.GetByLabel("原因").FillAsync("镜头结冰");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    private static string Local(int hour) => string.Create(CultureInfo.InvariantCulture, $"{PageSite.Today.AddDays(-1):yyyy-MM-dd}T{hour:00}:00");

    private static string Moment(int hour)
    {
        var local = PageSite.Today.AddDays(-1).ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, PageSite.Zone.GetUtcOffset(local)).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    private async Task<int> FeversAsync(int from, int to)
    {
        using var client = await pages.Site.SignInAsync(Pages.OfStreet);
        return (await PageSite.GetAsync(client, $"/api/v1/screenings?area={Gate}&outcome=fever&from={Moment(from)}&to={Moment(to)}&limit=1000")).GetProperty("items").GetArrayLength();
    }
}
