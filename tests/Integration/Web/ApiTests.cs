using System.Net;
using System.Text.Json;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.Tests.Integration.Ingest;
using Checkpoint.Tests.Unit.Contract;
using static Checkpoint.Tests.Integration.Ingest.CloudScenario;

namespace Checkpoint.Tests.Integration.Web;

/// <summary>The read API of the real cloud program over a SQLite file, fed by one gate.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private CloudScenario _scenario = null!;

    private TestGate _gate = null!;

    public async Task InitializeAsync()
    {
        _scenario = await CloudScenario.StartAsync();
        _gate = await _scenario.ConnectAsync(Known);
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _scenario.DisposeAsync();
    }

    [Fact]
    public async Task Gates_are_listed_with_their_place_and_when_they_were_seen()
    {
        await SendAsync(TestGate.Screenings(1, 5));
        var gate = (await _scenario.GetAsync("/api/v1/gates"))[0];
        Assert.Equal("gate-known", gate.GetProperty("gate").GetString());
        Assert.Equal("pedestrian", gate.GetProperty("kind").GetString());
        Assert.Equal("东门", gate.GetProperty("name").GetProperty("zh").GetString());
        Assert.Equal("230103001001", gate.GetProperty("community").GetString());
        Assert.Equal(5, gate.GetProperty("made_through").GetInt64());
        Assert.Equal(TestGate.Stream.ToString(), gate.GetProperty("stream").GetString());
        await UntilAsync(
            async () => (await _scenario.GetAsync("/api/v1/gates"))[0].GetProperty("stored_records").GetInt64() == 5, "the ack is noted");
    }

    [Fact]
    public async Task A_gate_is_shown_with_what_it_said_of_itself_last_whatever_comes_late()
    {
        var health = (Health)SampleRecords.OfVersion12()[0];
        await SendAsync(TestGate.Screenings(1, 1));
        Assert.Equal(JsonValueKind.Null, (await _scenario.GetAsync("/api/v1/gates"))[0].GetProperty("health").ValueKind);
        await _gate.SendAsync(health with { Seq = 2 });
        await _gate.SendAsync(health with { Seq = 3, OutboxRejected = 1, Time = health.Time with { Microseconds = health.Time.Microseconds - 60_000_000 } });
        await _gate.Replies.UntilStoredAsync(3);
        var shown = (await _scenario.GetAsync("/api/v1/gates"))[0].GetProperty("health");
        Assert.Equal(
            (12, 61, 7, 120_000, true),
            (Number("outbox_depth"), Number("outbox_oldest_s"), Number("outbox_rejected"), Number("outbox_shed"), shown.GetProperty("outbox_overfull").GetBoolean()));
        Assert.Equal(("welcome", 41.5), (shown.GetProperty("clock_quality").GetString(), shown.GetProperty("cpu_c").GetDouble()));

        long Number(string field) => shown.GetProperty(field).GetInt64();
    }

    [Fact]
    public async Task Screenings_come_in_pages_until_there_are_no_more()
    {
        await SendAsync(TestGate.Screenings(1, 7));
        var seqs = new List<long>();
        const string query = "/api/v1/screenings?area=gate-known&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=3";
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _scenario.GetAsync(query + (cursor.Length > 0 ? $"&cursor={cursor}" : ""));
            seqs.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt64()));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], seqs);
        var first = (await _scenario.GetAsync(query)).GetProperty("items")[0];
        Assert.Equal((36.64, "normal", 1), (first.GetProperty("body_c").GetDouble(), first.GetProperty("outcome").GetString(), first.GetProperty("first_seq").GetInt64()));
        Assert.Equal("2026-01-01T00:00:01+00:00", first.GetProperty("time").GetString());
    }

    [Fact]
    public async Task A_screening_tells_its_air_and_null_where_no_air_sensor_is_fitted()
    {
        var records = TestGate.Screenings(1, 2);
        await SendAsync(((Screening)records[0]) with { AirCentiC = -125 }, records[1]);
        var items = (await _scenario.GetAsync("/api/v1/screenings?area=gate-known&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")).GetProperty("items");
        Assert.Equal(-1.25, items[0].GetProperty("air_c").GetDouble());
        Assert.Equal(JsonValueKind.Null, items[1].GetProperty("air_c").ValueKind);
    }

    [Fact]
    public async Task Trends_tell_zero_from_silent_and_roll_up_by_place()
    {
        const long hour = 1_767_225_600;
        await SendAsync(
            new Summary { Seq = 1, Time = new RecordTime((hour + 3600) * 1_000_000, 1), Span = SummarySpan.Hour, StartSeconds = hour, Normal = 4, Fever = 1, ManualFever = 2, ManualNormal = 1, Inward = 5, InServiceSeconds = 3600, Histogram = BodyHistogram.From([(26, 2), (27, 2)]) },
            new Summary { Seq = 2, Time = new RecordTime((hour + 7200) * 1_000_000, 1), Span = SummarySpan.Hour, StartSeconds = hour + 3600, InServiceSeconds = 3600 });
        foreach (var (level, code) in new[] { ("gate", "gate-known"), ("community", "230103001001"), ("street", "230103001"), ("district", "230103") })
        {
            var trend = await _scenario.GetAsync($"/api/v1/trends?by=hour&level={level}&code={code}&from=2026-01-01T00:00:00Z&to=2026-01-01T03:00:00Z");
            var series = trend.GetProperty("series").EnumerateArray().Single(one => one.GetProperty("code").GetString() == code);
            var points = series.GetProperty("points").EnumerateArray().ToArray();
            Assert.Equal(["reported", "reported", "silent"], points.Select(point => point.GetProperty("state").GetString()));
            Assert.Equal((5, 0), (points[0].GetProperty("persons").GetInt64(), points[1].GetProperty("persons").GetInt64()));
            Assert.Equal((2, 1), (points[0].GetProperty("confirmed_fever").GetInt64(), points[0].GetProperty("confirmed_normal").GetInt64()));
            Assert.Equal((0, 0), (points[1].GetProperty("confirmed_fever").GetInt64(), points[1].GetProperty("confirmed_normal").GetInt64()));
            Assert.Equal((0.2, 36.6, 1), (points[0].GetProperty("fever_rate").GetDouble(), points[0].GetProperty("body_median_c").GetDouble(), points[0].GetProperty("gates_reporting").GetInt32()));
            Assert.Equal(0, points[1].GetProperty("body_count").GetInt64());
            Assert.All(["persons", "confirmed_fever", "confirmed_normal", "fever_rate", "body_p5_c", "body_count", "in_service_s"], name => Assert.Equal(JsonValueKind.Null, points[2].GetProperty(name).ValueKind));
        }
    }

    [Fact]
    public async Task The_ledger_balances()
    {
        await SendAsync(TestGate.Screenings(1, 20));
        var entry = (await _scenario.GetAsync("/api/v1/ledger?gate=gate-known"))[0];
        Assert.True(entry.GetProperty("balanced").GetBoolean());
        Assert.Equal((20, 20), (entry.GetProperty("stored").GetInt64(), entry.GetProperty("made_through").GetInt64()));
    }

    [Theory]
    [InlineData("/api/v1/screenings?area=X&from=yesterday&limit=0&cursor=abc&outcome=ill&order=up&quality=good&reason=any&maintenance=1", "area", "cursor", "from", "limit", "maintenance", "order", "outcome", "quality", "reason")]
    [InlineData("/api/v1/screenings?area=gate-known&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z&limit=1001", "from", "limit")]
    [InlineData("/api/v1/trends?by=month&level=planet&code=999&from=1999-01-01", "by", "code", "from", "level")]
    [InlineData("/api/v1/trends?by=week&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("/api/v1/trends?by=hour&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("/api/v1/ledger?gate=!", "gate")]
    public async Task Faulty_queries_are_answered_with_each_parameters_fault(string query, params string[] names)
    {
        using var response = await _scenario.Web.GetAsync(new Uri(query, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(names, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/gates", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/v1/..%2fgates", HttpStatusCode.NotFound)]
    public async Task What_the_API_does_not_have_is_answered_by_a_problem(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await _scenario.Web.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_API_describes_itself()
    {
        var document = await _scenario.GetAsync("/openapi/v1.json");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.Equal(
            [
                "/api/v1/accounts", "/api/v1/accounts/{name}", "/api/v1/accounts/{name}/password", "/api/v1/areas", "/api/v1/audit",
                "/api/v1/exclusions", "/api/v1/exclusions/{id}/withdraw", "/api/v1/gates", "/api/v1/gates/today", "/api/v1/gates/waiting",
                "/api/v1/ledger", "/api/v1/live", "/api/v1/overview", "/api/v1/public/reports/{area}/{day}",
                "/api/v1/public/reports/{area}/{day}/csv", "/api/v1/public/reports/{area}/{day}/print", "/api/v1/reports",
                "/api/v1/reports/{area}/{day}", "/api/v1/reports/{area}/{day}/csv", "/api/v1/reports/{area}/{day}/document",
                "/api/v1/reports/{area}/{day}/issues", "/api/v1/reports/{area}/{day}/issues/{number}/publication",
                "/api/v1/reports/{area}/{day}/issues/{number}/signature", "/api/v1/reports/{area}/{day}/print", "/api/v1/screenings", "/api/v1/screenings/csv",
                "/api/v1/session", "/api/v1/session/password", "/api/v1/tokens", "/api/v1/tokens/{id}", "/api/v1/trends", "/api/v1/warnings",
                "/api/v1/warnings/standing", "/api/v1/warnings/webhooks", "/api/v1/warnings/{id}", "/api/v1/warnings/{id}/acknowledge",
                "/api/v1/warnings/{id}/close", "/api/v1/warnings/{id}/notes", "/api/v1/warnings/{id}/reopen",
            ],
            paths.Order(StringComparer.Ordinal));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("TrendPoint").GetProperty("properties").TryGetProperty("confirmed_fever", out _));
        Assert.True(schemas.GetProperty("ScreeningItem").GetProperty("properties").TryGetProperty("air_c", out _));
    }

    [Fact]
    public async Task Every_answer_and_every_body_in_the_document_has_an_example()
    {
        var document = await _scenario.GetAsync("/openapi/v1.json");
        var lacking = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                if (operation.Value.TryGetProperty("requestBody", out var body))
                    Look("takes", body);
                foreach (var answer in operation.Value.GetProperty("responses").EnumerateObject().Where(answer => answer.Name is "200" or "201"))
                    Look("answers", answer.Value);

                void Look(string what, JsonElement of)
                {
                    if (of.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) && !json.TryGetProperty("example", out _))
                        lacking.Add($"{operation.Name} {path.Name} {what}");
                }
            }
        }

        Assert.Empty(lacking);
    }

    [Fact]
    public async Task Every_parameter_in_the_document_says_what_it_is_with_an_example()
    {
        var document = await _scenario.GetAsync("/openapi/v1.json");
        var all = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().SelectMany(operation =>
            (operation.Value.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : [])
            .Select(parameter => (Name: $"{operation.Name} {path.Name} {parameter.GetProperty("name").GetString()}", Parameter: parameter)))).ToList();
        Assert.True(all.Count > 50);
        Assert.Empty(all.Where(one => !one.Parameter.TryGetProperty("description", out _) || !one.Parameter.TryGetProperty("example", out _)).Select(one => one.Name));
        Assert.Equal(
            ["hour", "day", "week"],
            all.Single(one => one.Name == "get /api/v1/trends by").Parameter.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(choice => choice.GetString()));
    }

    [Theory]
    [InlineData("/api/v1/trends?frmo=2026-01-01T00:00:00Z", "frmo", "by, level, code, from, to")]
    [InlineData("/api/v1/screenings?outcom=fever", "outcom", "area, outcome, quality, reason, maintenance, order, from, to, limit, cursor")]
    [InlineData("/api/v1/screenings/csv?limit=5", "limit", "area, outcome")]
    [InlineData("/api/v1/gates?area=230103", "area", "nothing is")]
    public async Task A_parameter_that_a_route_does_not_take_is_refused_and_told_what_it_takes(string address, string name, string taken)
    {
        var problem = await _scenario.GetAsync(address, HttpStatusCode.BadRequest);
        Assert.Contains(taken, problem.GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("02/03/2026")]
    [InlineData("08:00")]
    [InlineData("Nov 2026")]
    [InlineData("2026-02-03 08:00")]
    [InlineData("2026-02-30")]
    public async Task A_time_that_could_be_meant_in_two_ways_is_refused(string time)
    {
        var problem = await _scenario.GetAsync($"/api/v1/trends?from={Uri.EscapeDataString(time)}&to=2026-12-01", HttpStatusCode.BadRequest);
        Assert.StartsWith("must be a time from 2020 to 2099", problem.GetProperty("errors").GetProperty("from")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_well_cloud_says_so()
    {
        await UntilAsync(async () => await _scenario.MetricAsync("checkpoint_store_up") == 1, "the store was tried");
        var health = await _scenario.GetAsync("/healthz");
        Assert.True(health.GetProperty("well").GetBoolean());
        foreach (var part in new[] { "store", "broker", "registry" })
            Assert.True(health.GetProperty(part).GetProperty("well").GetBoolean());
    }

    private async Task SendAsync(params GateRecord[] records)
    {
        await _gate.SendAsync(records);
        await _gate.Replies.UntilStoredAsync(records.Length);
    }
}
