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

    [Fact]
    public async Task Who_looks_at_today_sees_excluded_hours_leave_the_counts_and_come_back_and_which_they_are()
    {
        const string gate = "g-001-006-east";
        await using var official = await Visitor.ArriveAsync(pages, Pages.OfStreet, "en");
        await official.OpenAsync("/?area=230103001006");
        var passages = official.Page.Locator(".figures strong").First;
        var note = official.Page.Locator(".not-counted");
        await Expect(note).ToHaveCountAsync(0);
        var all = await CountAsync(passages);
        using var technician = await pages.Site.SignInAsync(Pages.Technician);
        var today = await PageSite.GetAsync(technician, "/api/v1/gates/today?area=230103001006");
        var hours = today.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("gate").GetString() == gate).GetProperty("hours");

        var id = await PageSite.ExcludeAsync(technician, gate, PageSite.Moment(0, 7), PageSite.Moment(0, 9), "iced over");
        await Expect(note).ToContainTextAsync("Not counted today, because the thermometer was faulty:");
        await Expect(note).ToContainTextAsync("07:00–09:00");
        await Expect(passages).ToHaveTextAsync((all - hours[7].GetInt64() - hours[8].GetInt64()).ToString("N0", CultureInfo.InvariantCulture));
        await note.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(official.Page.Locator(".week-row").Last.Locator(".cell-excluded")).ToHaveCountAsync(2);
        await Expect(official.Text("without 2 h of a faulty thermometer")).ToBeVisibleAsync();

        await PageSite.PostAsync(technician, $"/api/v1/exclusions/{id}/withdraw", new { reason = "the other door" });
        await official.OpenAsync("/?area=230103001006");
        await Expect(note).ToHaveCountAsync(0);
        await Expect(passages).ToHaveTextAsync(all.ToString("N0", CultureInfo.InvariantCulture));
        await official.LeaveAsync();
    }

    private static async Task<long> CountAsync(ILocator figure) =>
        long.Parse(await figure.InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

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

    private static string Moment(int hour) => PageSite.Moment(1, hour).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private async Task<int> FeversAsync(int from, int to)
    {
        using var client = await pages.Site.SignInAsync(Pages.OfStreet);
        return (await PageSite.GetAsync(client, $"/api/v1/screenings?area={Gate}&outcome=fever&from={Moment(from)}&to={Moment(to)}&limit=1000")).GetProperty("items").GetArrayLength();
    }
}
