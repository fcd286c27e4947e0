using System.Globalization;
using System.Net;
using System.Text.Json;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>Signing in and out as a browser does it.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Whoever_signs_in_is_told_who_they_are_and_gets_a_cookie_that_scripts_and_other_sites_can_t_use()
    {
        var name = _host.AddAccount(Role.Technician, OwnArea);
        using var answer = await SignInAsync(name.ToUpperInvariant(), Password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var who = await JsonOf(answer);
        Assert.Equal((name, "technician", Own), (who.GetProperty("name").GetString(), who.GetProperty("role").GetString(), who.GetProperty("area").GetString()));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("^checkpoint=[A-Za-z0-9_-]{43}; path=/; samesite=strict; httponly$", cookie);
        using var self = await _host.SendAsync(Request("GET", "/api/v1/session"), SecretOf(cookie));
        Assert.Equal(name, (await JsonOf(self)).GetProperty("name").GetString());
        Assert.Equal("no-store", self.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Over_HTTPS_the_cookie_is_of_this_host_alone_and_never_sent_in_the_clear()
    {
        var name = _host.AddAccount(Role.Official, OwnArea);
        var request = Request("POST", "/api/v1/session", new { name, password = Password });
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var answer = await _host.SendAsync(request, null);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("^__Host-checkpoint=[A-Za-z0-9_-]{43}; path=/; secure; samesite=strict; httponly$", cookie);
        Assert.Equal("203.0.113.9", (await AuditAsync())[0].GetProperty("address").GetString());
    }

    [Fact]
    public async Task Wrong_password_unknown_name_and_disabled_account_are_answered_alike()
    {
        var (name, disabled) = (_host.AddAccount(Role.Official, OwnArea), _host.AddAccount(Role.Official, OwnArea));
        _host.Desk.Change(disabled, new AccountChange(null, null, true), new CloudIngest.Auditing.Actor("tests", ""));
        var answers = new List<string>();
        foreach (var (who, password) in new[] { (name, "wrong"), ("nobody", Password), (disabled, Password), ("<b>'; DROP TABLE account; --", Password), ("王伟", "") })
        {
            using var answer = await SignInAsync(who, password.Length > 0 ? password : "x");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            answers.Add((await JsonOf(answer)).GetProperty("detail").GetString()!);
        }

        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_few_failures_one_must_wait_whether_or_not_there_is_such_an_account_and_the_right_password_does_not_help(bool exists)
    {
        var name = exists ? _host.AddAccount(Role.Official, OwnArea) : "nobody";
        for (var i = 0; i <= SignInPauses.FreeOfName; i++)
        {
            using var failed = await SignInAsync(name, $"wrong {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, failed.StatusCode);
        }

        using var paused = await SignInAsync(name, Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, paused.StatusCode);
        Assert.InRange(int.Parse(paused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 2);
        using var other = await SignInAsync(_host.AddAccount(Role.Official, OwnArea), Password);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task What_another_site_s_page_could_have_sent_is_refused()
    {
        var session = _host.Session(_host.AddAccount(Role.Official, OwnArea));
        using var noHeader = Request("DELETE", "/api/v1/session");
        noHeader.Headers.Add("Cookie", $"checkpoint={session}");
        using var first = await _host.Web.SendAsync(noHeader);
        Assert.Equal(HttpStatusCode.Forbidden, first.StatusCode);

        foreach (var site in new[] { "cross-site", "same-site", "none" })
        {
            var request = Request("DELETE", "/api/v1/session");
            request.Headers.Add("Sec-Fetch-Site", site);
            using var second = await _host.SendAsync(request, session);
            Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
        }

        using var signIn = await _host.Web.SendAsync(Request("POST", "/api/v1/session", new { name = "a", password = "b" }));
        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);
        using var still = await _host.SendAsync(Request("GET", "/api/v1/session"), session);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Another_site_s_page_is_never_told_that_it_may_send_our_header()
    {
        using var request = Request("OPTIONS", "/api/v1/session");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "DELETE");
        request.Headers.Add("Access-Control-Request-Headers", "x-checkpoint");
        using var answer = await _host.Web.SendAsync(request);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whoever_signs_out_is_out()
    {
        var session = _host.Session(_host.AddAccount(Role.Official, OwnArea));
        using var answer = await _host.SendAsync(Request("DELETE", "/api/v1/session"), session);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.StartsWith("checkpoint=; expires=Thu, 01 Jan 1970", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        using var after = await _host.SendAsync(Request("GET", "/api/v1/session"), session);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Ones_own_password_is_changed_only_by_who_knows_it_and_ends_all_other_sessions()
    {
        var name = _host.AddAccount(Role.Official, OwnArea);
        var (here, elsewhere) = (_host.Session(name), _host.Session(name));
        using var wrong = await _host.SendAsync(Request("PUT", "/api/v1/session/password", new { current = "wrong", password = "ten snowy gates at dusk" }), here);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.True((await JsonOf(wrong)).GetProperty("errors").TryGetProperty("current", out _));

        using var changed = await _host.SendAsync(Request("PUT", "/api/v1/session/password", new { current = Password, password = "ten snowy gates at dusk" }), here);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        foreach (var (session, expected) in new[] { (here, HttpStatusCode.Unauthorized), (elsewhere, HttpStatusCode.Unauthorized), (SecretOf(changed.Headers.GetValues("Set-Cookie").Single()), HttpStatusCode.OK) })
        {
            using var answer = await _host.SendAsync(Request("GET", "/api/v1/session"), session);
            Assert.Equal(expected, answer.StatusCode);
        }

        using var old = await SignInAsync(name, Password);
        using var fresh = await SignInAsync(name, "ten snowy gates at dusk");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (old.StatusCode, fresh.StatusCode));
    }

    [Fact]
    public async Task Beyond_this_machine_nothing_is_asked_in_the_clear_and_metrics_not_at_all()
    {
        var name = _host.AddAccount(Role.Administrator, Area.Everything);
        var token = _host.AddToken(Role.Administrator, Area.Everything).Token;
        foreach (var (request, https, expected) in new[]
        {
            (Request("GET", "/api/v1/gates"), false, HttpStatusCode.Forbidden),
            (Request("GET", "/api/v1/gates"), true, HttpStatusCode.OK),
            (Request("POST", "/api/v1/session", new { name, password = Password }), false, HttpStatusCode.Forbidden),
            (Request("GET", "/metrics"), true, HttpStatusCode.Forbidden),
            (Request("GET", "/healthz"), true, HttpStatusCode.OK),
        })
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            if (https)
                request.Headers.Add("X-Forwarded-Proto", "https");
            using var answer = await _host.SendByTokenAsync(request, token);
            Assert.True(answer.StatusCode == expected || request.RequestUri!.OriginalString == "/healthz", $"{request.RequestUri}: {answer.StatusCode}");
            Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_proxy_that_was_not_named_is_not_believed()
    {
        await using var host = await StartAsync("""{"url":"http://127.0.0.1:0","proxies":["192.0.2.1"]}""");
        var name = host.AddAccount(Role.Official, OwnArea);
        var request = Request("POST", "/api/v1/session", new { name, password = Password });
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await host.SendAsync(request, null);
        Assert.StartsWith("checkpoint=", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SignInAsync(string name, string password) =>
        _host.SendAsync(Request("POST", "/api/v1/session", new { name, password }), null);

    private async Task<JsonElement[]> AuditAsync()
    {
        using var answer = await _host.SendByTokenAsync(Request("GET", "/api/v1/audit"), _host.AddToken(Role.Administrator, Area.Everything).Token);
        return [.. (await JsonOf(answer)).GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("act").GetString() == "signed_in")];
    }

    private static string SecretOf(string cookie) => cookie.Split(';')[0].Split('=', 2)[1];
}
