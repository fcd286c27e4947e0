using Checkpoint.CloudIngest;
using Checkpoint.CloudIngest.Web.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Checkpoint.Tests.Unit.Web.Assets;

public sealed class PageFilesTests
{
    [Fact]
    public void A_program_without_the_page_has_none_of_its_files() =>
        Assert.Null(new PageFiles(typeof(PageFilesTests).Assembly).Find("index.html"));

    [Theory]
    [InlineData("../checkpoint-cloud.dll")]
    [InlineData("index.html.br")]
    [InlineData("assets/")]
    [InlineData("")]
    public void What_is_no_file_of_the_page_is_not_found(string path) => Assert.Null(new PageFiles(typeof(CloudHost).Assembly).Find(path));

    [Theory]
    [InlineData("/")]
    [InlineData("/trends")]
    [InlineData("/reports/2026-02-09")]
    public async Task A_service_built_without_the_page_says_so_in_both_languages(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        SecurityHeaders.Use(app);
        PageRoutes.Map(app, new PageFiles(typeof(PageFilesTests).Assembly));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((404, true, true), ((int)answer.StatusCode, text.Contains("未包含网页", StringComparison.Ordinal), text.Contains("built without its page", StringComparison.Ordinal)));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }
}
