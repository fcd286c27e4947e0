using System.Net;
using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Accounts;
using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Integration.Ingest;
using Checkpoint.Tests.Integration.Web.Guard;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static Checkpoint.Tests.Integration.Web.Guard.ServingHost;

namespace Checkpoint.Tests.Integration.Web.Screenings;

/// <summary>Single screenings by the API of the real serving role, listed and as a table.</summary>
public sealed class ScreeningApiTests : IAsyncLifetime
{
    private ServingHost _host = null!;

    private string _session = "";

    public async Task InitializeAsync()
    {
        _host = await StartAsync();
        _session = _host.Session(_host.AddAccount(Role.Official, OwnArea));
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData($"&area={Own}")]
    [InlineData("&area=230103001001")]
    public async Task Of_all_gates_of_an_area_each_screening_comes_once_in_order_by_time_forward_and_backward(string area)
    {
        string[] expected = ["gate-own 1", "gate-own 2", "gate-moved 3", "gate-own 3", "gate-moved 4"];
        foreach (var limit in new[] { 1, 2, 5, 100 })
        {
            Assert.Equal(expected, await PagesAsync($"{Day}&limit={limit}{area}"));
            Assert.Equal(expected.Reverse(), await PagesAsync($"{Day}&order=newest&limit={limit}{area}"));
        }
    }

    [Fact]
    public async Task Filters_narrow_and_excluded_hours_are_told()
    {
        var fever = (Screening)TestGate.Screenings(8, 1)[0] with { Outcome = ScreeningOutcome.Fever, Quality = ScreeningQuality.Indicative, Reason = ScreeningReason.TooFewSamples };
        await WriteAsync(fever, (Screening)TestGate.Screenings(9, 1)[0] with { Maintenance = true });
        Assert.Equal(["gate-own 8"], await PagesAsync($"{Day}&outcome=fever"));
        Assert.Equal(["gate-own 8"], await PagesAsync($"{Day}&quality=indicative&reason=too_few_samples"));
        Assert.Equal(["gate-own 9"], await PagesAsync($"{Day}&maintenance=true"));
        Assert.Empty(await PagesAsync($"{Day}&maintenance=true&outcome=fever"));
        Exclude("gate-own");
        var items = (await JsonAsync($"/api/v1/screenings?{Day}")).GetProperty("items").EnumerateArray().ToList();
        Assert.All(items, item => Assert.Equal(item.GetProperty("gate").GetString() == "gate-own", item.GetProperty("excluded").GetBoolean()));
    }

    [Theory]
    [InlineData("area=230103001009&outcome=ill&quality=good&reason=any&maintenance=1&order=up&from=yesterday&to=0", "area", "from", "maintenance", "order", "outcome", "quality", "reason", "to")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    public async Task Faulty_queries_are_answered_with_each_parameter_s_fault(string query, params string[] names)
    {
        foreach (var path in new[] { "/api/v1/screenings", "/api/v1/screenings/csv" })
            Assert.Equal(names, await FaultsAsync($"{path}?{query}"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("MS4yLjMuNA")]
    [InlineData("MTc2NzIyNTYwMTAwMDAwMDAwMS5nYXRlLW93bi4wMTIzNDU2Nzg5YWJjZGVm")]
    public async Task A_cursor_that_is_none_is_named(string cursor)
    {
        Assert.Equal(["cursor"], await FaultsAsync($"/api/v1/screenings?cursor={cursor}"));
        Assert.Equal(["cursor"], await FaultsAsync($"/api/v1/screenings?cursor={new string('A', 4_000)}"));
        Assert.Equal(["limit"], await FaultsAsync("/api/v1/screenings?limit=1001"));
    }

    [Fact]
    public async Task The_table_has_every_screening_with_its_gate_s_name_the_zone_s_time_and_numbers_that_stay_numbers()
    {
        await WriteAsync((Screening)TestGate.Screenings(8, 1)[0] with { AmbientCentiC = -1_225, AirCentiC = null, Outcome = ScreeningOutcome.Retry, BodyCentiC = null });
        Exclude("gate-moved");
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/screenings/csv?{Day}&area={Own}"), _session);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("text/csv", "screenings-230103001-20260101-20260101.csv"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("time,time_error_us,gate,gate_zh,gate_en,district,street,community,outcome,quality,reason,body_c,surface_c,ambient_c,air_c,threshold_c,", lines[0], StringComparison.Ordinal);
        Assert.Equal(6 + 2, lines.Length);
        Assert.Equal(
            "2026-01-01T00:00:01.000000+00:00,1000,gate-own,名,name,230103,230103001,230103001001,normal,clinical,none,36.64,34.01,20.17,,37.30,12,1212,melexis_reference,1,false,false,0000000000000003,1,1",
            lines[1].Replace(TestGate.Stream.ToString(), "0000000000000003", StringComparison.Ordinal));
        Assert.Contains(",retry,clinical,none,,34.01,-12.25,,37.30,", lines[6], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.Contains(",gate-moved,", StringComparison.Ordinal) && line.Contains(",false,true,", StringComparison.Ordinal)));
        Assert.Equal("", lines[7]);
    }

    [Fact]
    public async Task A_table_of_many_pages_is_whole_and_recorded_with_its_rows()
    {
        await WriteAsync([.. TestGate.Screenings(10, 2_500)]);
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/screenings/csv?{Day}&area=gate-own&order=newest"), _session);
        var seqs = (await answer.Content.ReadAsStringAsync()).Split("\r\n").Skip(1).Where(line => line.Length > 0).Select(line => long.Parse(line.Split(',')[^2])).ToList();
        Assert.Equal(Enumerable.Range(10, 2_500).Concat([1, 2, 3]).Select(seq => (long)seq).OrderDescending(), seqs);
        Assert.Equal((200, 2_503L), LastLook());
    }

    [Fact]
    public async Task A_table_whose_database_fails_on_the_way_is_broken_off_and_one_that_can_not_begin_is_unavailable()
    {
        await WriteAsync([.. TestGate.Screenings(10, 1_500)]);
        Damage("seq = 1400");
        await Assert.ThrowsAsync<HttpRequestException>(() => _host.SendAsync(Request("GET", $"/api/v1/screenings/csv?{Day}&area=gate-own"), _session));
        await Deadline.Until(() => LastLook() == (200, 1_000L), "the look's end, which is recorded when the connection is gone already");
        Damage("seq = 1");
        using var answer = await _host.SendAsync(Request("GET", $"/api/v1/screenings/csv?{Day}&area=gate-own"), _session);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private (int?, long?) LastLook()
    {
        var entries = _host.App.Services.GetRequiredService<AuditLog>()
            .List(new AuditQuery(Area.Everything, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100), null, long.MaxValue, 100));
        var look = entries.First(entry => entry.Act == AuditAct.Looked);
        return (look.Status, look.Rows);
    }

    private void Exclude(string gate)
    {
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var request = new ExclusionRequest(GateId.Parse(gate), AreaOf(OwnCommunity), from, from.AddHours(1), "iced over");
        Assert.NotNull(_host.App.Services.GetRequiredService<ExclusionActs>().Exclude(request, new("tests", "")).Made);
    }

    private async Task WriteAsync(params GateRecord[] records) => Assert.Null(await _host.App.Services.GetRequiredService<IRecordStore>()
        .WriteAsync([new PlacedBatch(GateId.Parse("gate-own"), TestGate.Stream, new Place("230103", Own, OwnCommunity), records)], CancellationToken.None));

    /// <summary>Makes records unreadable, as a fault of the disk might.</summary>
    private void Damage(string which)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _host.StorePath, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE record SET body = '{{' WHERE {which}";
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private async Task<List<string>> PagesAsync(string query)
    {
        var all = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await JsonAsync($"/api/v1/screenings?{query}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("gate").GetString()} {item.GetProperty("seq").GetInt64()}"));
            cursor = page.GetProperty("next").GetString();
        }

        return all;
    }

    private async Task<IEnumerable<string>> FaultsAsync(string path)
    {
        var session = _host.Session(_host.AddAccount(Role.Official, Area.Everything));
        using var answer = await _host.SendAsync(Request("GET", path), session);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (await JsonOf(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = await _host.SendAsync(Request("GET", path), _session);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await JsonOf(answer);
    }
}
