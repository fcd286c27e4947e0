using Checkpoint.Tests.Web.District;
using Microsoft.Playwright;
using static Checkpoint.Tests.Web.ScreenshotTests;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>What the page shows while it waits, when it can't know, and where something is asked of people; each to be looked at as well.</summary>
[Collection(nameof(Pages))]
public sealed class StateTests(Pages pages)
{
    private const string Overview = "**/api/v1/overview*";

    [Theory]
    [InlineData("zh", false, "数据库暂时无法查询", "重试", "卡口", "今日", "暂时无法更新")]
    [InlineData("en", true, "The database can't answer just now", "Try again", "Gates", "Today", "can't be updated just now")]
    public async Task Waiting_failing_and_stale_are_told_in_words_and_mend_by_themselves_or_by_a_try(
        string language, bool phone, string unavailable, string again, string gates, string today, string stale)
    {
        var screen = $"{language}-{(phone ? "phone" : "desk")}";
        await using var visitor = (await Visitor.ArriveAsync(pages, Pages.OfStreet, language, phone)).Expects(503);
        var answer = new TaskCompletionSource();
        await visitor.Context.RouteAsync(Overview, async route =>
        {
            await answer.Task;
            await FailAsync(route);
        });
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator(".skeleton").First).ToBeVisibleAsync();
        await ShowAsync(visitor, $"state-loading-{screen}", fullPage: false);

        answer.SetResult();
        await Expect(visitor.Page.Locator(".problem")).ToContainTextAsync(unavailable);
        await ShowAsync(visitor, $"state-unavailable-{screen}");
        await visitor.Context.UnrouteAsync(Overview);
        await visitor.Role(AriaRole.Button, again).ClickAsync();
        await Expect(visitor.Page.Locator(".figures strong").First).ToBeVisibleAsync();

        await visitor.Context.RouteAsync(Overview, FailAsync);
        await visitor.Page.Locator("nav.nav").GetByRole(AriaRole.Link, new() { Name = gates }).ClickAsync();
        await visitor.Page.Locator("nav.nav").GetByRole(AriaRole.Link, new() { Name = today }).ClickAsync();
        await Expect(visitor.Page.Locator(".stale").First).ToContainTextAsync(stale);
        await Expect(visitor.Page.Locator(".figures strong").First).ToBeVisibleAsync();
        await ShowAsync(visitor, $"state-stale-{screen}");
        await visitor.LeaveAsync();
    }

    [Theory]
    [InlineData("zh", true)]
    [InlineData("en", false)]
    public async Task Where_something_is_asked_of_people_it_fits_their_screen(string language, bool phone)
    {
        var screen = $"{language}-{(phone ? "phone" : "desk")}";
        await using var technician = await Visitor.ArriveAsync(pages, Pages.Technician, language, phone);
        await technician.OpenAsync($"/gates/{DistrictPlan.Faulty}");
        await ShowDialogAsync(technician, technician.Page.Locator(".panel:has(#excluded) .panel-top button"), $"dialog-exclude-{screen}");
        await ShowDialogAsync(technician, technician.Page.Locator(".panel:has(#excluded) .course button").First, $"dialog-withdraw-{screen}");
        await technician.OpenAsync("/trends?period=7d");
        await ShowDialogAsync(technician, technician.Page.Locator(".choice-add").Last, $"dialog-period-{screen}");
        await technician.Page.Locator("details.account summary").ClickAsync();
        await ShowAsync(technician, $"account-{screen}", fullPage: false);
        await ShowDialogAsync(technician, technician.Page.Locator(".account-menu button").First, $"dialog-password-{screen}");
        await technician.LeaveAsync();
    }

    private static async Task ShowDialogAsync(Visitor visitor, ILocator opener, string name)
    {
        await opener.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await ShowAsync(visitor, name, fullPage: false);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static Task FailAsync(IRoute route) =>
        route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"title":"The database can't answer."}""" });
}
