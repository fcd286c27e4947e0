using System.Net;
using System.Net.Http;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.Tests.Integration.Web.Guard;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Today;

/// <summary>How an area is today, by the real service; its events; and how many may listen.</summary>
public sealed class TodayTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_area_without_a_word_today_has_no_counts_and_its_gates_are_silent_not_zero()
    {
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/overview?area={Own}"), Somebody(OwnArea));
        var overview = await JsonOf(answer);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, overview.GetProperty("counts").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, overview.GetProperty("fever_rate").ValueKind);
        Assert.Equal((2, 0), (overview.GetProperty("gates").GetProperty("silent").GetInt32(), overview.GetProperty("gates").GetProperty("zero").GetInt32()));
        Assert.All(overview.GetProperty("hours").EnumerateArray(), hour => Assert.Equal(System.Text.Json.JsonValueKind.Null, hour.ValueKind));
        Assert.Equal(["230103001001", "230103001002"], overview.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("all", null, "230103")]
    [InlineData("230103001", "230103001", "230103001001")]
    public async Task Without_an_area_the_viewers_own_is_answered(string viewer, string? area, string firstPart)
    {
        var own = viewer == "all" ? Area.Everything : AreaOf(viewer);
        using var answer = await _host.SendAsync(Request("GET", "/api/v1/overview"), Somebody(own));
        var overview = await JsonOf(answer);
        Assert.Equal(area, overview.GetProperty("area") is { ValueKind: System.Text.Json.JsonValueKind.Object } found ? found.GetProperty("code").GetString() : null);
        Assert.Equal(firstPart, overview.GetProperty("parts")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("overview?area=230103009", "area")]
    [InlineData("gates/today?area=999999", "area")]
    [InlineData("live?area=12", "area")]
    public async Task A_place_that_there_is_not_is_refused_by_the_parameters_name(string path, string parameter)
    {
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/{path}"), Somebody(Area.Everything));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await JsonOf(answer)).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task One_account_listens_so_often_and_no_more_and_may_again_when_it_has_left()
    {
        var session = Somebody(OwnArea);
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < LiveFeed.MaxOfOne; i++)
            open.Add(await ListenAsync(session));
        Assert.All(open, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        using var refused = await ListenAsync(session);
        Assert.Equal((HttpStatusCode)429, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var other = await ListenAsync(Somebody(OwnArea));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        open[0].Dispose();
        await Deadline.Until(() => ListenAsync(session).Result is { StatusCode: HttpStatusCode.OK }, "room for a further one");
        open.ForEach(stream => stream.Dispose());
    }

    private string Somebody(Area area) => _host.Session(_host.AddAccount(Role.Official, area));

    private async Task<HttpResponseMessage> ListenAsync(string session)
    {
        var request = Request("GET", "/api/v1/live");
        request.Headers.Add("X-Checkpoint", "1");
        request.Headers.Add("Cookie", $"checkpoint={session}");
        return await _host.Web.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
