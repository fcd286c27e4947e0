using System.Net;
using System.Text.Json;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Integration.Web.Guard;
using Microsoft.Extensions.DependencyInjection;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Reports;

/// <summary>Reports by the API of the real serving role, over a SQLite file.</summary>
public sealed class ReportApiTests : IAsyncLifetime
{
    private const string District = "230103";

    private ServingHost _host = null!;

    private string _session = "";

    private long _seq = 1000;

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        _session = _host.Session(_host.AddAccount(Role.Official, Area.Everything));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_zero_report_is_issued_signed_revised_after_late_data_and_shown_in_both_versions()
    {
        var day = ReportCases.NextDay();
        await TellAsync("gate-own", OwnCommunity, day, normal: 5);
        var path = $"/api/v1/reports/{OwnCommunity}/{day}";
        await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues", new { number = 1 });
        var first = await SendAsync(HttpStatusCode.OK, "GET", path);
        // gate-moved stands there too and told nothing: no zero.
        Assert.Equal((false, 1, 2), (first.GetProperty("as_issued").GetProperty("zero").GetProperty("claimed").GetBoolean(), first.GetProperty("as_issued").GetProperty("zero").GetProperty("zero_gates").GetInt32(), first.GetProperty("as_issued").GetProperty("zero").GetProperty("expected_gates").GetInt32()));
        await TellAsync("gate-moved", OwnCommunity, day);
        var hash = first.GetProperty("issues")[0].GetProperty("hash").GetString();
        await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues/1/signature", new { hash, name = "李娜", note = "gate-moved missing" });
        await SendAsync(HttpStatusCode.BadRequest, "POST", $"{path}/issues", new { number = 2 });
        await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues", new { number = 2, reason = "gate-moved is back" });
        var both = await SendAsync(HttpStatusCode.OK, "GET", $"{path}?issue=1");
        Assert.Equal("silent", both.GetProperty("changes").GetProperty("gates")[0].GetProperty("state_issued").GetString());
        Assert.Equal("reported_zero", both.GetProperty("changes").GetProperty("gates")[0].GetProperty("state_now").GetString());
        Assert.Equal("李娜", both.GetProperty("issues")[0].GetProperty("signature").GetProperty("name").GetString());
        var second = both.GetProperty("issues")[1].GetProperty("hash").GetString();
        await SendAsync(HttpStatusCode.BadRequest, "POST", $"{path}/issues/2/signature", new { hash = second });
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/issues/2/signature", new { hash, zero = true });
        var signed = await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues/2/signature", new { hash = second, zero = true });
        Assert.True(signed.GetProperty("signature").GetProperty("zero_confirmed").GetBoolean());
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/issues/2/signature", new { hash = second, zero = true });
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/issues", new { number = 3, reason = "again" });
    }

    [Fact]
    public async Task The_document_is_the_very_bytes_whose_hash_is_signed()
    {
        var (day, hash) = ReportCases.Issue(_host, Own);
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/reports/{Own}/{day}/document"), _session);
        Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())));
        using var none = await _host.SendAsync(Request("GET", $"/api/v1/reports/{Own}/{ReportCases.NextDay()}/document"), _session);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_public_day_needs_no_sign_in_and_hides_what_is_few()
    {
        var day = ReportCases.NextDay();
        await TellAsync("gate-own", OwnCommunity, day, normal: 50, fever: 1);
        await TellAsync("gate-foreign", ForeignCommunity, day, normal: 50);
        var path = $"/api/v1/reports/{District}/{day}";
        await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues", new { number = 1 });
        using var hidden = await _host.SendAsync(Request("GET", $"/api/v1/public/reports/{Own}/{day}"), null);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/issues/1/publication");
        var hash = (await SendAsync(HttpStatusCode.OK, "GET", path)).GetProperty("issues")[0].GetProperty("hash").GetString();
        await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues/1/signature", new { hash });
        Assert.Equal(JsonValueKind.Null, (await SendAsync(HttpStatusCode.OK, "GET", path)).GetProperty("published").ValueKind);
        await SendAsync(HttpStatusCode.Created, "POST", $"{path}/issues/1/publication");
        await SendAsync(HttpStatusCode.Conflict, "POST", $"{path}/issues/1/publication");
        Assert.All([path, $"/api/v1/reports/{Own}/{day}"], one => Assert.Equal(1, SendAsync(HttpStatusCode.OK, "GET", one).Result.GetProperty("published").GetInt32()));
        using var district = await _host.SendAsync(Request("GET", $"/api/v1/public/reports/{District}/{day}"), null);
        using var street = await _host.SendAsync(Request("GET", $"/api/v1/public/reports/{Foreign}/{day}"), null);
        Assert.Equal(24, (await JsonOf(district)).GetProperty("total").GetProperty("screened_fevers").GetInt32());
        var total = (await JsonOf(street)).GetProperty("total");
        Assert.Equal((1200, JsonValueKind.Null), (total.GetProperty("persons").GetInt32(), total.GetProperty("screened_fevers").ValueKind));
        foreach (var rest in new[] { "/print", "/print?lang=en", "/csv" })
        {
            using var page = await _host.SendAsync(Request("GET", $"/api/v1/public/reports/{Foreign}/{day}{rest}"), null);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task A_printed_page_may_run_and_load_nothing()
    {
        var (day, _) = ReportCases.Issue(_host, Own);
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/reports/{Own}/{day}/print?lang=en"), _session);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("Daily screening report", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/reports?area=999999&from=yesterday&to=2019-12-31&limit=0&cursor=x", null, "area", "cursor", "from", "limit", "to")]
    [InlineData("GET", "/api/v1/reports?from=2025-01-01&to=2026-01-02", null, "from")]
    [InlineData("GET", "/api/v1/reports/999999/2026-02-30?issue=0", null, "area", "day", "issue")]
    [InlineData("GET", "/api/v1/reports/230103/2099-01-01?issue=first", null, "day", "issue")]
    [InlineData("GET", "/api/v1/reports/gate-own/2026-02-01/document?issue=now", null, "area", "issue")]
    [InlineData("GET", "/api/v1/reports/230103/20260201/print?lang=fr&issue=1", null, "day", "issue", "lang")]
    [InlineData("GET", "/api/v1/reports/1/2026-02-01/csv?issue=-1", null, "area", "issue")]
    [InlineData("GET", "/api/v1/public/reports/1/2026-2-1", null, "area", "day")]
    [InlineData("GET", "/api/v1/public/reports/1/tomorrow/print?lang=zhen", null, "area", "day", "lang")]
    [InlineData("GET", "/api/v1/public/reports/2301030010/2026-02-01/csv", null, "area")]
    [InlineData("POST", "/api/v1/reports/1/2026-02-31/issues", "{}", "area", "day")]
    [InlineData("POST", "/api/v1/reports/230103/2026-02-01/issues", "{}", "number")]
    [InlineData("POST", "/api/v1/reports/230103/2026-02-01/issues", """{"number":1000,"reason":"a\u0007b","when":1}""", "number", "reason", "when")]
    [InlineData("POST", "/api/v1/reports/230103/2026-02-01/issues", """{"number":2}""", "reason")]
    [InlineData("POST", "/api/v1/reports/230103/2026-02-01/issues/0/signature", """{"hash":"A"}""", "number")]
    [InlineData("POST", "/api/v1/reports/230103/2026-02-01/issues/1/signature", """{"hash":"A","zero":"perhaps","name":"a\nb","x":1}""", "hash", "name", "x", "zero")]
    [InlineData("POST", "/api/v1/reports/230103001/2026-02-01/issues/x/publication", null, "area", "number")]
    public async Task Faulty_requests_are_answered_with_each_parameters_fault(string method, string path, string? body, params string[] names)
    {
        using var request = Request(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _host.SendAsync(request, _session);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        Assert.Equal(names, (await JsonOf(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_not_there_is_told_so()
    {
        var (day, _) = ReportCases.Issue(_host, District);
        var path = $"/api/v1/reports/{District}/{day}/issues/7";
        await SendAsync(HttpStatusCode.NotFound, "POST", $"{path}/signature", new { hash = new string('0', 64) });
        await SendAsync(HttpStatusCode.NotFound, "POST", $"{path}/publication");
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync(HttpStatusCode.Conflict, "POST", $"/api/v1/reports/{District}/{today}/issues", new { number = 1 });
    }

    private async Task<JsonElement> SendAsync(HttpStatusCode expected, string method, string path, object? body = null)
    {
        using var answer = await _host.SendAsync(Request(method, path, body), _session);
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await JsonOf(answer);
    }

    private async Task TellAsync(string gate, string community, string day, int normal = 0, int fever = 0)
    {
        var start = DateTimeOffset.Parse($"{day}T00:00:00Z", null).ToUnixTimeSeconds();
        GateRecord[] records =
        [
            .. Enumerable.Range(0, 24).Select(hour => new Summary
            {
                Seq = ++_seq,
                Time = new RecordTime((start + (hour + 1) * 3600) * 1_000_000, 1),
                Span = SummarySpan.Hour,
                StartSeconds = start + hour * 3600,
                Normal = normal,
                Fever = fever,
                InServiceSeconds = 3600,
            }),
        ];
        var store = _host.App.Services.GetRequiredService<IRecordStore>();
        Assert.Null(await store.WriteAsync(
            [new PlacedBatch(GateId.Parse(gate), new StreamId(1), new Place(community[..6], community[..9], community), records)], CancellationToken.None));
    }
}
