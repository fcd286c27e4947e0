using System.Net;
using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Tests.Integration.Web.Guard;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Exclusions;

/// <summary>Excluded hours by the API of the real serving role.</summary>
public sealed class ExclusionApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/exclusions";

    private ServingHost _host = null!;

    private string _session = "";

    private string _name = "";

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        _session = _host.Session(_name = _host.AddAccount(Role.Technician, OwnArea));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Hours_are_excluded_listed_withdrawn_and_listed_still()
    {
        var made = await SendAsync(HttpStatusCode.OK, "POST", Path, Body());
        Assert.Equal(
            ("gate-own", OwnCommunity, "2026-01-01T08:00:00+00:00", "2026-01-01T10:00:00+00:00", "冰霜\n又来", _name),
            (Text(made, "gate"), Text(made, "community"), Text(made, "from"), Text(made, "to"), Text(made, "reason"), Text(made, "excluded_by")));
        var id = made.GetProperty("id").GetInt64();
        Assert.Equal(id, (await ListAsync("?area=gate-own")).Single().GetProperty("id").GetInt64());
        Assert.Empty(await ListAsync("?area=gate-moved"));
        var withdrawn = await SendAsync(HttpStatusCode.OK, "POST", $"{Path}/{id}/withdraw", """{"reason":"the other door"}""");
        Assert.Equal((_name, "the other door"), (Text(withdrawn, "withdrawn_by"), Text(withdrawn, "withdrawal_reason")));
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{Path}/{id}/withdraw", """{"reason":"again"}""");
        Assert.Equal("the other door", Text((await ListAsync($"?area={Own}")).Single(), "withdrawal_reason"));
    }

    [Fact]
    public async Task Hours_that_are_excluded_are_not_excluded_again_and_the_refusal_names_the_one_in_the_way()
    {
        var id = (await SendAsync(HttpStatusCode.OK, "POST", Path, Body())).GetProperty("id").GetInt64();
        var refused = await SendAsync(HttpStatusCode.Conflict, "POST", Path, Body(from: "2026-01-01T09:00:00Z"));
        Assert.Contains($"exclusion {id}", refused.GetProperty("errors").GetProperty("from")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_go_on_by_cursor()
    {
        foreach (var hour in new[] { 8, 9, 10 })
            await SendAsync(HttpStatusCode.OK, "POST", Path, Body(from: $"2026-01-01T{hour:00}:00:00Z", to: $"2026-01-01T{hour + 1:00}:00:00Z"));
        var (ids, next) = (new List<long>(), "");
        for (string? cursor = ""; cursor is not null; cursor = next)
        {
            var page = await SendAsync(HttpStatusCode.OK, "GET", $"{Path}?limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(ids.OrderDescending(), ids);
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("""{}""", "from", "gate", "reason", "to")]
    [InlineData("""{"gate":"gate-own","from":"2026-01-01T08:30:00Z","to":"2026-01-01T10:00:01Z","reason":"x"}""", "from", "to")]
    [InlineData("""{"gate":"gate-own","from":"yesterday","to":"2019-01-01T00:00:00Z","reason":" "}""", "from", "reason", "to")]
    [InlineData("""{"gate":"gate-own","from":"2026-01-01T08:00:00.001Z","to":"2026-01-01T10:00:00Z","reason":"x"}""", "from")]
    [InlineData("""{"gate":"gate-own","from":"2026-01-01T10:00:00Z","to":"2026-01-01T10:00:00Z","reason":"x"}""", "from")]
    [InlineData("""{"gate":"gate-own","from":"2025-10-01T00:00:00Z","to":"2026-01-01T01:00:00Z","reason":"x"}""", "from")]
    [InlineData("""{"gate":"gate-own","from":"2098-01-01T08:00:00Z","to":"2098-01-01T10:00:00Z","reason":"x"}""", "to")]
    [InlineData("""{"gate":"gate-own","from":1767225600,"to":null,"reason":7}""", "from", "reason", "to")]
    [InlineData("""{"gate":"gate-own","from":"2026-01-01T08:00:00Z","to":"2026-01-01T10:00:00Z","reason":"\u001b[2J","more":1}""", "more", "reason")]
    [InlineData("""{"gate":"gate-moved","from":"2025-12-31T22:00:00Z","to":"2026-01-01T04:00:00Z","reason":"x"}""", "from")]
    public async Task Faulty_exclusions_are_answered_with_each_field_s_fault(string body, params string[] names)
    {
        var answer = await SendAsync(HttpStatusCode.BadRequest, "POST", Path, body, _host.Session(_host.AddAccount(Role.Administrator, Area.Everything)));
        Assert.Equal(names, answer.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task A_gate_that_the_registry_does_not_have_is_named_and_a_reason_has_a_bounded_length()
    {
        var everywhere = _host.Session(_host.AddAccount(Role.Administrator, Area.Everything));
        foreach (var gate in new[] { "gate-nowhere", "230103001", "!" })
        {
            var answer = await SendAsync(HttpStatusCode.BadRequest, "POST", Path, Body(gate: gate), everywhere);
            Assert.Equal("gate", answer.GetProperty("errors").EnumerateObject().Single().Name);
        }

        await SendAsync(HttpStatusCode.BadRequest, "POST", Path, Body(reason: new string('x', 501)));
        var id = (await SendAsync(HttpStatusCode.OK, "POST", Path, Body(reason: new string('x', 500)))).GetProperty("id").GetInt64();
        foreach (var body in new[] { "{}", """{"reason":""}""", """{"reason":["x"]}""", $$"""{"reason":"{{new string('x', 501)}}"}""", "[]" })
            await SendAsync(HttpStatusCode.BadRequest, "POST", $"{Path}/{id}/withdraw", body);
    }

    [Theory]
    [InlineData("2025-12-31T20:00:00Z", "2025-12-31T22:00:00Z", HttpStatusCode.Forbidden)]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", HttpStatusCode.Forbidden)]
    [InlineData("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", HttpStatusCode.OK)]
    public async Task Of_a_gate_that_moved_only_the_hours_of_ones_own_area_can_be_excluded(string from, string to, HttpStatusCode expected) =>
        await SendAsync(expected, "POST", Path, Body("gate-moved", from, to));

    [Theory]
    [InlineData("?limit=0&cursor=x", "cursor", "limit")]
    [InlineData("?limit=501&area=230103001009", "area", "limit")]
    public async Task Faulty_queries_are_answered_with_each_parameter_s_fault(string query, params string[] names)
    {
        var answer = await SendAsync(HttpStatusCode.BadRequest, "GET", Path + query);
        Assert.Equal(names, answer.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    private static string Body(string gate = "gate-own", string from = "2026-01-01T08:00:00Z", string to = "2026-01-01T10:00:00Z", string reason = "冰霜\r\n又来") =>
        JsonSerializer.Serialize(new { gate, from, to, reason });

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private async Task<JsonElement[]> ListAsync(string query) =>
        [.. (await SendAsync(HttpStatusCode.OK, "GET", Path + query)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> SendAsync(HttpStatusCode expected, string method, string path, string? body = null, string? session = null)
    {
        using var request = Request(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _host.SendAsync(request, session ?? _session);
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await JsonOf(answer);
    }
}
