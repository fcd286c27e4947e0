using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Checkpoint.Tests.Web;

/// <summary>What is not one's own is shown neither by the page nor by the API behind it.</summary>
[Collection(nameof(Pages))]
public sealed class RefusalTests(Pages pages)
{
    private const string Foreign = "230103002";

    private const string ForeignGate = "g-002-001-east";

    private static readonly string[] Views = ["/", "/trends", "/gates", "/screenings", "/reports", "/warnings"];

    private static readonly string[] Paths =
    [
        $"overview?area={Foreign}", $"gates/today?area={Foreign}", $"live?area={Foreign}", $"trends?level=street&code={Foreign}", $"trends?level=gate&code={ForeignGate}",
        $"screenings?area={ForeignGate}", $"reports?area={Foreign}", $"warnings?area={Foreign}",
    ];

    [Fact]
    public async Task Another_areas_pages_say_that_they_lie_outside_and_show_nothing_of_it()
    {
        await using var visitor = (await Visitor.ArriveAsync(pages, Pages.OfStreet)).Expects(403);
        foreach (var view in Views)
        {
            await visitor.OpenAsync($"{view}?area={Foreign}");
            await Expect(visitor.Text("不在您的管理范围内")).ToBeVisibleAsync();
            Assert.DoesNotContain("兴建", await visitor.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        }

        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Another_areas_gate_is_not_told_apart_from_one_that_there_is_not()
    {
        await using var visitor = (await Visitor.ArriveAsync(pages, Pages.OfStreet)).Expects(403);
        await visitor.OpenAsync($"/gates/{ForeignGate}");
        await Expect(visitor.Text("没有这个卡口，或不在您的管理范围内")).ToBeVisibleAsync();
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task The_pages_own_session_is_refused_another_area_by_the_api()
    {
        await using var visitor = (await Visitor.ArriveAsync(pages, Pages.OfStreet)).Expects(403);
        await visitor.OpenAsync("/");
        foreach (var path in Paths)
        {
            var status = await visitor.Page.EvaluateAsync<int>("path => fetch('/api/v1/' + path, { headers: { 'X-Checkpoint': '1' } }).then((answer) => answer.status)", path);
            Assert.True(status == 403, $"{path} is answered {status}");
        }

        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task Only_administrators_see_who_looked()
    {
        await using var visitor = await Visitor.ArriveAsync(pages, Pages.OfStreet, "en");
        await visitor.OpenAsync("/audit");
        await Expect(visitor.Text("Your account may not see")).ToBeVisibleAsync();
        await Expect(visitor.Role(AriaRole.Link, "Activity log")).ToHaveCountAsync(0);
        await visitor.LeaveAsync();
    }

    [Fact]
    public async Task The_page_allows_nothing_inline_and_nothing_from_elsewhere_and_is_not_kept_while_its_files_are()
    {
        using var client = new HttpClient { BaseAddress = pages.Site.Url };
        using var document = await client.GetAsync(new Uri("/trends", UriKind.Relative));
        var policy = document.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(document.Headers.CacheControl!.NoCache);
        var script = System.Text.RegularExpressions.Regex.Match(await document.Content.ReadAsStringAsync(), "src=\"(/assets/[^\"]+[.]js)\"").Groups[1].Value;
        using var asset = await client.GetAsync(new Uri(script, UriKind.Relative));
        Assert.Equal((true, TimeSpan.FromDays(365)), (asset.Headers.CacheControl!.Public, asset.Headers.CacheControl.MaxAge));
        Assert.Equal("nosniff", asset.Headers.GetValues("X-Content-Type-Options").Single());
        using var packed = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, script) { Headers = { { "Accept-Encoding", "br" } } });
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        Assert.InRange(packed.Content.Headers.ContentLength ?? (await packed.Content.ReadAsByteArrayAsync()).Length, 1, 60_000);
        using var nothing = await client.GetAsync(new Uri("/assets/none.js", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, nothing.StatusCode);
    }
}
