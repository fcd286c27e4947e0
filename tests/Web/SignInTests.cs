using System.Globalization;
using Checkpoint.CloudIngest.Accounts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>Coming in, staying in and going, in both languages.</summary>
[Collection(nameof(Pages))]
public sealed class SignInTests(Pages pages)
{
    [Fact]
    public async Task Whoever_signs_in_sees_their_own_area_after_a_wrong_password_was_refused_in_words()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, null);
        await visitor.OpenAsync("/");
        await visitor.Page.GetByLabel("账号").FillAsync(Pages.OfStreet);
        await visitor.Page.GetByLabel("密码").FillAsync("not my password at all");
        await visitor.Role(AriaRole.Button, "登录").ClickAsync();
        await Expect(visitor.Role(AriaRole.Alert, "")).ToHaveTextAsync("账号或密码不正确。");
        await ScreenshotTests.ShowAsync(visitor, "sign-in-wrong-zh-desk");
        await visitor.Page.GetByLabel("密码").FillAsync(PageSite.Password);
        await visitor.Role(AriaRole.Button, "登录").ClickAsync();
        await Expect(visitor.Role(AriaRole.Heading, "花园街道")).ToBeVisibleAsync();
        await Expect(visitor.Text("实时")).ToBeVisibleAsync();
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task The_language_is_the_browsers_until_another_is_chosen_which_is_remembered()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        await visitor.OpenAsync("/");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await visitor.Role(AriaRole.Button, "English").ClickAsync();
        await Expect(visitor.Role(AriaRole.Heading, "Huayuan Street")).ToBeVisibleAsync();
        await visitor.OpenAsync("/gates");
        await Expect(visitor.Role(AriaRole.Heading, "Gates", exact: true)).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(visitor.Page).ToHaveTitleAsync("Gates · Huayuan Street · CheckpointEdge");
        await visitor.Role(AriaRole.Button, "中文").ClickAsync();
        await Expect(visitor.Role(AriaRole.Heading, "卡口", exact: true)).ToBeVisibleAsync();
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task A_new_password_is_asked_for_as_long_as_the_service_takes_it()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        var least = PasswordRules.MinLength.ToString(CultureInfo.InvariantCulture);
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("details.account summary").ClickAsync();
        await visitor.Role(AriaRole.Button, "修改密码").ClickAsync();
        await Expect(visitor.Page.GetByLabel("新密码")).ToHaveAttributeAsync("minlength", least);
        await Expect(visitor.Text($"至少 {least} 个字符")).ToBeVisibleAsync();
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task A_session_that_ends_asks_to_sign_in_again_and_leads_back_to_the_same_page()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict);
        await visitor.OpenAsync("/gates?area=230103001&state=silent");
        await visitor.Context.ClearCookiesAsync();
        await visitor.Role(AriaRole.Link, "今日").First.ClickAsync();
        await Expect(visitor.Text("登录已失效")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("账号").FillAsync(Pages.OfDistrict);
        await visitor.Page.GetByLabel("密码").FillAsync(PageSite.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Role(AriaRole.Heading, "花园街道")).ToBeVisibleAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("area=230103001"));
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_to_see()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet);
        await visitor.OpenAsync("/");
        await visitor.Page.Locator("details.account summary").ClickAsync();
        await visitor.Role(AriaRole.Button, "退出登录").ClickAsync();
        await Expect(visitor.Role(AriaRole.Heading, "登录")).ToBeVisibleAsync();
        await Expect(visitor.Text("花园街道")).ToHaveCountAsync(0);
        var answer = await visitor.Context.APIRequest.GetAsync("/api/v1/overview");
        Assert.Equal(401, answer.Status);
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task By_keyboard_alone_one_signs_in_skips_to_the_content_and_changes_the_area()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, null, "en");
        await visitor.OpenAsync("/");
        var keys = visitor.Page.Keyboard;
        await Expect(visitor.Page.GetByLabel("Account")).ToBeFocusedAsync();
        await keys.TypeAsync(Pages.OfDistrict);
        await keys.PressAsync("Tab");
        await keys.TypeAsync(PageSite.Password);
        await keys.PressAsync("Enter");
        await Expect(visitor.Role(AriaRole.Heading, "Nangang")).ToBeVisibleAsync();

        await keys.PressAsync("Tab");
        await Expect(visitor.Role(AriaRole.Link, "Skip to content")).ToBeFocusedAsync();
        await Expect(visitor.Role(AriaRole.Link, "Skip to content")).ToBeInViewportAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await Expect(visitor.Role(AriaRole.Button, "Change area: Nangang")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(visitor.Page.GetByLabel("Find by name or code")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(visitor.Role(AriaRole.Button, "Change area: Nangang")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(visitor.Page.GetByLabel("Find by name or code")).ToBeFocusedAsync();
        await keys.TypeAsync("Haicheng");
        await Expect(visitor.Page.Locator(".area-list a")).ToHaveCountAsync(1);
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(visitor.Role(AriaRole.Heading, "Haicheng")).ToBeVisibleAsync();
        var outline = await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
        Assert.Equal("solid", outline);
        await visitor.LeaveAsync();
    }
}
