using System.Net;
using System.Text.Json;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Guard;

/// <summary>Looks at single screenings: what they show, and that they are recorded.</summary>
public sealed class LookTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_look_is_recorded_with_who_what_where_and_how_many()
    {
        var name = _host.AddAccount(Role.Official, OwnArea);
        var query = $"/api/v1/screenings?area=gate-own&{Day}&limit=2";
        using var answer = await _host.SendAsync(Request("GET", query), _host.Session(name));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var entry = (await LooksAsync(OwnArea)).Single();
        Assert.Equal(
            (name, "127.0.0.1", OwnCommunity, query, 200, 2L),
            (
                entry.GetProperty("who").GetString(), entry.GetProperty("address").GetString(), entry.GetProperty("area").GetString(),
                entry.GetProperty("detail").GetString(), entry.GetProperty("status").GetInt32(), entry.GetProperty("rows").GetInt64()));
    }

    [Fact]
    public async Task What_was_looked_for_can_t_be_pushed_out_of_the_record()
    {
        var session = _host.Session(_host.AddAccount(Role.Official, OwnArea));
        using var padded = await _host.SendAsync(Request("GET", $"/api/v1/screenings?{new string('&', 3_000)}area=gate-own&{Day}"), session);
        Assert.Equal(HttpStatusCode.OK, padded.StatusCode);
        using var other = await _host.SendAsync(Request("GET", $"/api/v1/screenings?gate={new string('x', 3_000)}&area=gate-own&{Day}"), session);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        using var late = await _host.SendAsync(Request("GET", $"/api/v1/screenings?area=gate-own&from=2026-01-01T00:00:00Z{string.Concat(Enumerable.Repeat("%20", 1_000))}"), session);
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        var entries = await LooksAsync(OwnArea);
        Assert.Equal([400, 400, 200], entries.Select(entry => entry.GetProperty("status").GetInt32()));
        Assert.Equal($"/api/v1/screenings?area=gate-own&{Day}", entries[2].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_program_s_look_names_its_token_and_is_read_by_administrators_of_the_place_only()
    {
        using var answer = await _host.SendByTokenAsync(
            Request("GET", $"/api/v1/screenings?area=gate-foreign&{Day}"), _host.AddToken(Role.Official, Area.Everything).Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("token:program-", (await LooksAsync(AreaOf(Foreign))).Single().GetProperty("who").GetString(), StringComparison.Ordinal);
        Assert.Empty(await LooksAsync(OwnArea));
    }

    [Fact]
    public async Task A_look_that_can_t_be_recorded_is_refused()
    {
        var session = _host.Session(_host.AddAccount(Role.Official, OwnArea));
        _host.Database.Write(transaction => transaction.Execute("DROP TABLE audit"));
        using var look = await _host.SendAsync(Request("GET", $"/api/v1/screenings?area=gate-own&{Day}"), session);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, look.StatusCode);
        Assert.DoesNotContain("body_c", await look.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var trend = await _host.SendAsync(Request("GET", $"/api/v1/trends?by=hour&{Day}"), session);
        Assert.Equal(HttpStatusCode.OK, trend.StatusCode);
    }

    [Fact]
    public async Task A_look_that_was_refused_is_not_one()
    {
        using var foreign = await _host.SendAsync(
            Request("GET", $"/api/v1/screenings?area=gate-foreign&{Day}"), _host.Session(_host.AddAccount(Role.Official, OwnArea)));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Empty(await LooksAsync(Area.Everything));
    }

    [Theory]
    [InlineData(Own, new long[] { 3, 4 })]
    [InlineData(Foreign, new long[] { 1, 2 })]
    [InlineData("230103", new long[] { 1, 2, 3, 4 })]
    public async Task Of_a_gate_that_moved_each_area_is_shown_what_was_recorded_there(string area, long[] seqs)
    {
        var session = _host.Session(_host.AddAccount(Role.Official, AreaOf(area)));
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/screenings?area=gate-moved&{Day}"), session);
        Assert.Equal(seqs, (await JsonOf(answer)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt64()));
    }

    [Theory]
    [InlineData("area=gate-own&area=gate-foreign")]
    [InlineData("area=gate-foreign&area=gate-own")]
    [InlineData("AREA=gate-foreign")]
    [InlineData("area=gate-nowhere")]
    [InlineData("area=230103002001")]
    [InlineData("area=")]
    [InlineData("area=gate-own,gate-foreign")]
    [InlineData("area=gate-own%00")]
    public async Task No_way_of_writing_the_parameter_leads_out_of_the_area(string query)
    {
        using var answer = await _host.SendAsync(
            Request("GET", $"/api/v1/screenings?{query}&{Day}"), _host.Session(_host.AddAccount(Role.Official, OwnArea)));
        Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
    }

    [Fact]
    public async Task Trends_above_ones_own_area_are_refused_and_names_the_parameter()
    {
        using var answer = await _host.SendAsync(
            Request("GET", $"/api/v1/trends?by=hour&level=district&{Day}"), _host.Session(_host.AddAccount(Role.Official, OwnArea)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await JsonOf(answer)).GetProperty("errors").TryGetProperty("level", out _));
    }

    private async Task<JsonElement[]> LooksAsync(Area area)
    {
        using var answer = await _host.SendByTokenAsync(Request("GET", "/api/v1/audit"), _host.AddToken(Role.Administrator, area).Token);
        return [.. (await JsonOf(answer)).GetProperty("items").EnumerateArray().Where(entry => entry.GetProperty("act").GetString() == "looked")];
    }
}
