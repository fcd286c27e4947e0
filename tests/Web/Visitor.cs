using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>
/// Somebody before a screen of their own, in a time zone that is not the gates'. Whatever the browser complains of (errors,
/// refused scripts and styles) fails the test when they leave, but for answers that were expected to refuse.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    private readonly List<int> _expected = [401, 404];

    private Visitor(PageSite site, IBrowserContext context, IPage page) => (Site, Context, Page) = (site, context, page);

    public PageSite Site { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <param name="account">Null: not signed in.</param>
    public static async Task<Visitor> ArriveAsync(Pages pages, string? account, string language = "zh", bool phone = false, PageSite? site = null)
    {
        var at = site ?? pages.Site;
        var context = await pages.Browser.NewContextAsync(new()
        {
            BaseURL = at.Url.AbsoluteUri,
            Locale = language == "zh" ? "zh-CN" : "en-GB",
            TimezoneId = "America/New_York",
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            DeviceScaleFactor = phone ? 2 : 1,
            HasTouch = phone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (account is not null)
        {
            var answer = await context.APIRequest.PostAsync(
                "/api/v1/session", new() { DataObject = new { name = account, password = at.PasswordOf(account) }, Headers = new Dictionary<string, string> { ["X-Checkpoint"] = "1" } });
            Assert.True(answer.Ok, await answer.TextAsync());
        }

        var visitor = new Visitor(at, context, await context.NewPageAsync());
        visitor.Listen();
        return visitor;
    }

    /// <summary>An answer of this status is part of the test.</summary>
    public Visitor Expects(int status)
    {
        _expected.Add(status);
        return this;
    }

    /// <summary>Opens an address and waits until nothing is being loaded any more.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        await SettleAsync();
    }

    public async Task SettleAsync() => await Expect(Page.Locator(".starting, .skeleton")).ToHaveCountAsync(0);

    public ILocator Role(AriaRole role, string name, bool exact = false) => Page.GetByRole(role, new() { Name = name, Exact = exact });

    public ILocator Text(string text) => Page.GetByText(text);

    /// <summary>The end of a visit: the browser has had nothing to complain of.</summary>
    public async Task LeaveAsync()
    {
        await Context.CloseAsync();
        Assert.True(_complaints.Count == 0, string.Join('\n', _complaints));
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    private void Listen()
    {
        Page.PageError += (_, error) => _complaints.Add(error);
        Page.Console += (_, message) =>
        {
            var refused = _expected.Any(status => message.Text.Contains($"status of {status} ", StringComparison.Ordinal));
            if (message.Type is "error" or "warning" && !refused)
                _complaints.Add($"{message.Text} ({message.Location})");
        };
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Site.Url.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Add($"asked for {request.Url}");
        };
    }
}
