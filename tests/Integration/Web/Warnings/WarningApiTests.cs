using System.Net;
using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Tests.Integration.Web.Guard;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Warnings;

/// <summary>Warnings by the API of the real serving role.</summary>
public sealed class WarningApiTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    private string _session = "";

    private string _name = "";

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        _session = _host.Session(_name = _host.AddAccount(Role.Official, OwnArea));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_warning_says_why_in_both_languages_and_is_acknowledged_followed_up_closed_and_reopened()
    {
        var path = WarningCases.Of(_host, OwnCommunity);
        var shown = await SendAsync(HttpStatusCode.OK, "GET", path);
        Assert.Equal("门，2月10日：5210人中14人发热，平时约6人；超过13人属偶然的可能不到1‰。", shown.GetProperty("why").GetProperty("zh").GetString());
        Assert.StartsWith("door, 10 February: 14 with fever among 5210 people", shown.GetProperty("why").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Equal(("beta_binomial", 14, 2), (shown.GetProperty("signals")[0].GetProperty("method").GetString(), shown.GetProperty("window_days").GetInt32(), shown.GetProperty("signals")[0].GetProperty("why").EnumerateObject().Count()));
        Assert.Equal((true, 13), (shown.GetProperty("chart").GetProperty("days")[0].GetProperty("alarm").GetBoolean(), shown.GetProperty("chart").GetProperty("days")[0].GetProperty("upper").GetInt32()));
        await SendAsync(HttpStatusCode.OK, "POST", $"{path}/acknowledge", "{}");
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/acknowledge", "{}");
        await SendAsync(HttpStatusCode.OK, "POST", $"{path}/notes", """{"text":"第一行\r\n第二行"}""");
        var closed = await SendAsync(HttpStatusCode.OK, "POST", $"{path}/close", """{"conclusion":"false_alarm","note":"nothing found"}""");
        Assert.Equal(("closed", "false_alarm", _name), (Text(closed, "state"), Text(closed, "conclusion"), Text(closed, "closed_by")));
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/close", """{"conclusion":"confirmed","note":"it is"}""");
        var reopened = await SendAsync(HttpStatusCode.OK, "POST", $"{path}/reopen", """{"note":"not yet"}""");
        Assert.Equal(
            ["acknowledged", "follow_up:第一行\n第二行", "closed:nothing found", "reopened:not yet"],
            reopened.GetProperty("notes").EnumerateArray().Select(note => $"{note.GetProperty("kind").GetString()}:{note.GetProperty("text").GetString()}".TrimEnd(':')));
        Assert.Equal(("open", JsonValueKind.Null), (Text(reopened, "state"), reopened.GetProperty("closed_at").ValueKind));

        static string? Text(JsonElement detail, string name) => detail.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Lists_filter_and_go_on_by_cursor()
    {
        var (first, second) = (WarningCases.Of(_host, OwnCommunity, isClosed: true), WarningCases.Of(_host, OwnCommunity));
        var page = await SendAsync(HttpStatusCode.OK, "GET", "/api/v1/warnings?limit=1&from=2026-02-10&to=2026-02-10");
        Assert.EndsWith($"/{page.GetProperty("items")[0].GetProperty("id").GetInt64()}", second, StringComparison.Ordinal);
        var next = await SendAsync(HttpStatusCode.OK, "GET", $"/api/v1/warnings?limit=1&from=2026-02-10&cursor={page.GetProperty("next").GetString()}");
        Assert.EndsWith($"/{next.GetProperty("items")[0].GetProperty("id").GetInt64()}", first, StringComparison.Ordinal);
        var unclosed = await SendAsync(HttpStatusCode.OK, "GET", $"/api/v1/warnings?state=unclosed&from=2026-02-10&area={OwnCommunity}");
        Assert.Equal((1, JsonValueKind.Null), (unclosed.GetProperty("items").GetArrayLength(), unclosed.GetProperty("next").ValueKind));
    }

    [Fact]
    public async Task Standings_go_on_by_cursor_and_tell_the_open_warning()
    {
        // Of days that are looked back at: earlier ones are dropped.
        var yesterday = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);
        WarningCases.Of(_host, OwnCommunity, day: yesterday);
        WarningCases.Of(_host, OwnCommunity, day: yesterday);
        var all = await SendAsync(HttpStatusCode.OK, "GET", $"/api/v1/warnings/standing?level=gate&area={Own}");
        Assert.Equal(2, all.GetProperty("items").EnumerateArray().Count(item =>
            item.GetProperty("evaluation").GetProperty("answer").GetString() == "alarm" && item.GetProperty("warning").ValueKind == JsonValueKind.Number));
        var page = await SendAsync(HttpStatusCode.OK, "GET", $"/api/v1/warnings/standing?limit=1&level=gate&area={Own}");
        var rest = await SendAsync(HttpStatusCode.OK, "GET", $"/api/v1/warnings/standing?area={Own}&level=gate&cursor={page.GetProperty("next").GetString()}");
        Assert.NotEqual(page.GetProperty("items")[0].GetProperty("area").GetProperty("code").GetString(), rest.GetProperty("items")[0].GetProperty("area").GetProperty("code").GetString());
        Assert.Equal(0, (await SendAsync(HttpStatusCode.OK, "GET", $"/api/v1/warnings/standing?level=district&area={Own}")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("GET", "/api/v1/warnings?state=half&from=yesterday&to=2019-01-01&limit=0&cursor=x", null, "cursor", "from", "limit", "state", "to")]
    [InlineData("GET", "/api/v1/warnings?area=230103001009", null, "area")]
    [InlineData("GET", "/api/v1/warnings?from=2026-02-02&to=2026-02-01", null, "from")]
    [InlineData("GET", "/api/v1/warnings/standing?level=house&limit=2001&cursor=x", null, "cursor", "level", "limit")]
    [InlineData("POST", "acknowledge", """{"note":1,"more":true}""", "more", "note")]
    [InlineData("POST", "acknowledge", """{"note":"a\u0000b"}""", "note")]
    [InlineData("POST", "acknowledge", "", "body")]
    [InlineData("POST", "notes", "{}", "text")]
    [InlineData("POST", "notes", """{"text":" "}""", "text")]
    [InlineData("POST", "notes", """{"text":"\u001b[2J"}""", "text")]
    [InlineData("POST", "close", """{"conclusion":"perhaps"}""", "conclusion", "note")]
    [InlineData("POST", "close", """{"conclusion":3,"note":null}""", "conclusion", "note")]
    [InlineData("POST", "close", """{"conclusion":"0","note":"x"}""", "conclusion")]
    [InlineData("POST", "reopen", """{"note":""}""", "note")]
    [InlineData("POST", "notes", "[]", "body")]
    public async Task Faulty_requests_are_answered_with_each_parameter_s_fault(string method, string path, string? body, params string[] names)
    {
        var answer = await SendAsync(HttpStatusCode.BadRequest, method, method == "GET" ? path : $"{WarningCases.Of(_host, OwnCommunity)}/{path}", body);
        Assert.Equal(names, answer.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_note_has_a_bounded_length()
    {
        var path = $"{WarningCases.Of(_host, OwnCommunity)}/notes";
        await SendAsync(HttpStatusCode.OK, "POST", path, $$"""{"text":"{{new string('长', 2_000)}}"}""");
        await SendAsync(HttpStatusCode.BadRequest, "POST", path, $$"""{"text":"{{new string('x', 2_001)}}"}""");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_an_id_that_is_none_neither()
    {
        foreach (var id in new[] { "999999", "-1", "0x1", "99999999999999999999" })
        {
            using var answer = await _host.SendAsync(Request("GET", $"/api/v1/warnings/{id}"), _session);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Metrics_tell_of_open_warnings_by_level()
    {
        var metrics = await _host.Web.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (var level in new[] { "gate", "community", "street", "district" })
            Assert.Matches($"checkpoint_warnings_open{{level=\"{level}\"}} [0-9]+\n", metrics);
    }

    [Fact]
    public async Task The_document_of_the_API_shows_a_warning_and_what_to_send()
    {
        var paths = (await SendAsync(HttpStatusCode.OK, "GET", "/openapi/v1.json")).GetProperty("paths");
        var answer = paths.GetProperty("/api/v1/warnings/{id}").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example");
        Assert.Equal(("community", "beta_binomial", JsonValueKind.Null), (answer.GetProperty("area").GetProperty("level").GetString(), answer.GetProperty("signals")[0].GetProperty("method").GetString(), answer.GetProperty("chart").GetProperty("days")[0].GetProperty("fevers").ValueKind));
        var body = paths.GetProperty("/api/v1/warnings/{id}/close").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        Assert.Equal("confirmed", body.GetProperty("conclusion").GetString());
    }

    private async Task<JsonElement> SendAsync(HttpStatusCode expected, string method, string path, string? body = null)
    {
        using var request = Request(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _host.SendAsync(request, _session);
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await JsonOf(answer);
    }
}
