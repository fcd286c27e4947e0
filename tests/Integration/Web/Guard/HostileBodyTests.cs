using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>Bodies that nobody's page would send.</summary>
public sealed class HostileBodyTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    private string _session = "";

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        _session = _host.Session(_host.AddAccount(Role.Administrator, Area.Everything));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("", "body")]
    [InlineData("nonsense", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("{\"name\":\"a\"", "body")]
    [InlineData("""{"name":"\ud800"}""", "body")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}}""", "body")]
    [InlineData("{}", "area", "name", "password", "role")]
    [InlineData("""{"name":1,"role":2,"area":3,"password":4}""", "area", "name", "password", "role")]
    [InlineData("""{"name":null,"role":null,"area":null,"password":null}""", "area", "name", "password", "role")]
    [InlineData("""{"name":"a b","role":"king","area":"2301","password":"short","more":true}""", "area", "more", "name", "password", "role")]
    [InlineData("""{"name":"<script>","role":"0","area":"all","password":"nine snowy gates at dawn"}""", "name", "role")]
    [InlineData("""{"name":"a\u0000b","role":"official","area":"all","password":"nine snowy\u0000gates at dawn"}""", "name", "password")]
    [InlineData("""{"name":"x'); DROP TABLE account; --","role":"official","area":"all' OR 1=1","password":"nine snowy gates at dawn"}""", "area", "name")]
    [InlineData("""{"name":"ok","role":"official","area":"all","area":"230103","password":"nine snowy gates at dawn"}""", "area")]
    [InlineData("""{"name":"ok","role":"official","area":["all"],"password":"nine snowy gates at dawn"}""", "area")]
    public async Task Every_fault_is_told_by_its_field(string body, params string[] fields)
    {
        using var answer = await SendAsync("POST", "/api/v1/accounts", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var errors = (await JsonOf(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.Equal(fields, errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/api/v1/tokens", """{"name":"ok","role":"official","area":"all","days":401}""", "days")]
    [InlineData("POST", "/api/v1/tokens", """{"name":"ok","role":"official","area":"all","days":0}""", "days")]
    [InlineData("POST", "/api/v1/tokens", """{"name":"ok","role":"official","area":"all","days":1e99}""", "days")]
    [InlineData("POST", "/api/v1/session", """{"name":"","password":""}""", "name", "password")]
    [InlineData("PUT", "/api/v1/session/password", """{"current":"x","password":"too short"}""", "password")]
    public async Task Other_bodies_are_read_as_strictly(string method, string path, string body, params string[] fields)
    {
        using var answer = await SendAsync(method, path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(fields, (await JsonOf(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_own_word_is_refused()
    {
        using var answer = await SendAsync("POST", "/api/v1/accounts", "name=a&role=official", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/accounts")]
    [InlineData("/api/v1/session")]
    public async Task A_huge_body_is_not_read_to_its_end(string path)
    {
        using var answer = await SendAsync("POST", path, $$"""{"name":"{{new string('a', 1_000_000)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(129)]
    public async Task A_password_of_any_length_costs_no_more_than_its_bound(int length)
    {
        var body = $$"""{"name":"somebody-1","password":"{{new string('p', Math.Min(length, 60_000))}}"}""";
        using var answer = await SendAsync("POST", "/api/v1/session", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await JsonOf(answer)).GetProperty("errors").TryGetProperty("password", out _));
    }

    [Fact]
    public async Task Two_accounts_of_one_name_can_t_be_and_there_is_always_one_who_administers_everything()
    {
        var name = _host.AddAccount(Role.Official, OwnArea);
        using var doubled = await SendAsync("POST", "/api/v1/accounts", $$"""{"name":"{{name.ToUpperInvariant()}}","role":"official","area":"all","password":"{{Password}}"}""");
        using var last = await SendAsync("PATCH", "/api/v1/accounts/somebody-1", """{"disabled":true}""");
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (doubled.StatusCode, last.StatusCode));
    }

    [Fact]
    public async Task A_local_administrator_can_give_nobody_more_than_they_have()
    {
        var session = _host.Session(_host.AddAccount(Role.Administrator, OwnArea));
        var target = _host.AddAccount(Role.Official, OwnArea);
        foreach (var area in new[] { "\"all\"", $"\"{Foreign}\"", "\"230103\"", "[\"all\"]", "1", $"[\"{OwnCommunity}\",\"{Foreign}\"]" })
        {
            using var answer = await SendAsync("PATCH", $"/api/v1/accounts/{target}", $$"""{"area":{{area}}}""", session: session);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var narrower = await SendAsync("PATCH", $"/api/v1/accounts/{target}", $$"""{"area":"{{OwnCommunity}}"}""", session: session);
        Assert.Equal(HttpStatusCode.NoContent, narrower.StatusCode);
        using var chief = await SendAsync("PUT", "/api/v1/accounts/somebody-1/password", $$"""{"password":"{{Password}}"}""", session: session);
        Assert.Equal(HttpStatusCode.NotFound, chief.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(
        string method, string path, string body, string type = "application/json", string? session = null) => _host.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
        },
        session ?? _session);
}
