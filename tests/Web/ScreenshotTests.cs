using Checkpoint.Tests.Web.District;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>
/// Every page as people see it, in both languages, on a desk, a phone and paper: below artifacts/screenshots, to be looked at.
/// What can be said of each by rule is held here: nothing wider than the screen, no fault of accessibility that axe knows.
/// </summary>
[Collection(nameof(Pages))]
public sealed class ScreenshotTests(Pages pages)
{
    /// <summary>The least that the page is made for, px.</summary>
    private const int Narrow = 360;

    private static readonly string Folder = FolderOf(AppContext.BaseDirectory);

    private static string Yesterday => $"{PageSite.Today.AddDays(-1):yyyy-MM-dd}";

    /// <summary>Of which axe looks at each: every kind of element is on one of them.</summary>
    private static readonly HashSet<string> Examined = ["today-district", "trends-compared", "gates", "gate-excluded", "screenings", "report-zero", "warning", "audit", "outside"];

    private static (string Name, string Address)[] Views =>
    [
        ("today-district", "/"), ("today-community", "/?area=230103001001"), ("today-excluded", "/?area=230103001002"),
        ("trends", "/trends?area=230103001&period=7d"), ("trends-periods", "/trends?area=230103001001&period=7d&before=1&measure=fevers"),
        ("trends-hours", "/trends?area=230103001002&period=yesterday&measure=persons"), ("trends-body", "/trends?area=230103001&period=30d&measure=body"),
        ("trends-empty", "/trends?from=2020-01-01&to=2020-01-07"),
        ("trends-compared", "/trends?area=230103001001&period=30d&with=230103001002,230103001003"),
        ("trends-gaps", "/trends?area=230103003002&period=30d&measure=persons"), ("gates", "/gates?area=230103001"), ("gate", "/gates/g-001-003-west"),
        ("gate-excluded", $"/gates/{DistrictPlan.Faulty}"), ("gate-unknown", "/gates/no-such-gate"),
        ("screenings", "/screenings?area=230103001&period=yesterday&outcome=fever"),
        ("report", $"/reports/{Yesterday}?area=230103001"),
        ("report-zero", $"/reports/{Yesterday}?area={DistrictPlan.Zero}"), ("report-closed", $"/reports/{Yesterday}?area=230103005002"),
        ("report-silent", $"/reports/{Yesterday}?area=230103004005"), ("report-today", $"/reports/{PageSite.Today:yyyy-MM-dd}?area=230103001002"),
        ("warnings", "/warnings?state=all"), ("warnings-none", "/warnings?state=acknowledged"), ("audit", "/audit"), ("outside", "/?area=999999"),
    ];

    [Theory]
    [InlineData("zh", false)]
    [InlineData("en", false)]
    [InlineData("zh", true)]
    [InlineData("en", true)]
    public async Task Every_page_fits_its_screen_and_has_no_known_barrier(string language, bool phone)
    {
        await using var visitor = (await Visitor.ArriveAsync(pages, PageSite.Administrator, language, phone)).Expects(403);
        foreach (var (name, address) in Views.Append(("warning", await WarningAsync())))
        {
            await visitor.OpenAsync(address);
            await ShowAsync(visitor, $"{name}-{language}-{(phone ? "phone" : "desk")}");
            // Language and width change nothing of it.
            if (!phone && language == "zh" && Examined.Contains(name))
                await AssertNoBarrierAsync(visitor, name);
        }
        await visitor.LeaveAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_way_in_and_the_choice_of_an_area_fit_as_well(string language)
    {
        foreach (var phone in new[] { false, true })
        {
            var screen = $"{language}-{(phone ? "phone" : "desk")}";
            await using var visitor = await Visitor.ArriveAsync(pages, null, language, phone);
            await visitor.OpenAsync("/");
            await ShowAsync(visitor, $"sign-in-{screen}");
            if (!phone)
                await AssertNoBarrierAsync(visitor, "sign-in");
            await using var signedIn = await Visitor.ArriveAsync(pages, Pages.OfDistrict, language, phone);
            await signedIn.OpenAsync("/");
            await signedIn.Page.Locator(".area-button").ClickAsync();
            await ShowAsync(signedIn, $"areas-{screen}", fullPage: false);
            await visitor.LeaveAsync();
            await signedIn.LeaveAsync();
        }
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task On_paper_there_is_the_report_and_nothing_to_click(string language)
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfDistrict, language);
        await visitor.OpenAsync($"/reports/{Yesterday}?area=230103001");
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.Page.SetViewportSizeAsync(794, 1123);
        await Expect(visitor.Role(AriaRole.Navigation, "")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator("button:visible")).ToHaveCountAsync(0);
        await ShowAsync(visitor, $"report-{language}-print");
        await visitor.OpenAsync("/trends?area=230103001&period=30d");
        await ShowAsync(visitor, $"trends-{language}-print");
        await visitor.Page.GotoAsync($"/api/v1/reports/230103001/{Yesterday}/print?lang={language}");
        await ShowAsync(visitor, $"report-printed-{language}-print");
        await visitor.LeaveAsync();
    }

    private async Task<string> WarningAsync()
    {
        using var client = await pages.Site.SignInAsync(Pages.OfDistrict);
        return $"/warnings/{(await PageSite.GetAsync(client, $"/api/v1/warnings?area={DistrictPlan.Outbreak}")).GetProperty("items")[0].GetProperty("id").GetInt64()}";
    }

    internal static async Task ShowAsync(Visitor visitor, string name, bool fullPage = true)
    {
        var (width, height) = (visitor.Page.ViewportSize!.Width, visitor.Page.ViewportSize.Height);
        if (fullPage)
        {
            // As tall as the page, so that what keeps to the screen's edge is seen at the page's.
            var tall = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
            await visitor.Page.SetViewportSizeAsync(width, Math.Max(height, tall));
        }

        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = fullPage });
        // Phones are not all as wide as the one that is shown.
        var narrow = width < 400 ? Narrow : width;
        await visitor.Page.SetViewportSizeAsync(narrow, height);
        var content = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(content <= narrow, $"{name} is {content} px wide on a screen of {narrow}");
        await visitor.Page.SetViewportSizeAsync(width, height);
    }

    private static async Task AssertNoBarrierAsync(Visitor visitor, string name)
    {
        var found = await visitor.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(
            found.Violations.Length == 0,
            $"{name}: {string.Join("; ", found.Violations.Select(fault => $"{fault.Id} ({fault.Help}): {string.Join(", ", fault.Nodes.Take(3).Select(node => node.Html))}"))}");
    }

    private static string FolderOf(string programs)
    {
        var artifacts = new DirectoryInfo(programs);
        while (artifacts.Name != "artifacts")
            artifacts = artifacts.Parent!;
        return Directory.CreateDirectory(Path.Combine(artifacts.FullName, "screenshots")).FullName;
    }
}
