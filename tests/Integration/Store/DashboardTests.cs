using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Tests.Integration.Store;

/// <summary>
/// The dashboard for Grafana that the product carries, without Grafana: what it asks is asked of a real InfluxDB with its variables
/// filled in as Grafana does, after the service's own store has written a day of two gates.
/// </summary>
public sealed class DashboardTests(InfluxFixture influx) : IClassFixture<InfluxFixture>, IAsyncLifetime
{
    private const string All = ".*";

    private static readonly JsonElement Dashboard = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "docs", "checkpoint-gates.json"))).RootElement;

    private static readonly HttpClient Web = new();

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public async Task InitializeAsync()
    {
        await using var store = influx.Open();
        await store.CreateDatabaseAsync(CancellationToken.None);
        var places = new[] { new Place("230103", "230103001", "230103001001"), new Place("230103", "230103002", "230103002001") };
        for (var number = 0; number < places.Length; number++)
        {
            var batch = new PlacedBatch(GateId.Parse($"gate-{number}"), new StreamId((ulong)number + 1), places[number], [.. Day()]);
            Assert.Null(await store.WriteAsync([batch], CancellationToken.None));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_query_of_every_panel_has_an_answer_for_all_gates_for_some_and_for_one()
    {
        foreach (var gates in new[] { All, "(gate-0|gate-1)", "gate-1" })
        {
            foreach (var (panel, query) in Queries())
                Assert.True(HasValue(await AskAsync(query, gates)), $"{panel}, gates {gates}: nothing from {query}");
        }
    }

    [Fact]
    public async Task No_query_has_an_answer_for_a_gate_that_there_is_not()
    {
        foreach (var (panel, query) in Queries())
            Assert.False(HasValue(await AskAsync(query, "gate-2")), $"{panel}: not held to the gate asked for: {query}");
    }

    [Fact]
    public async Task Each_variable_offers_what_lies_in_those_before_it()
    {
        foreach (var (name, expected) in new[] { ("district", 1), ("street", 2), ("community", 2), ("gate", 2) })
        {
            var query = Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
                .Single(variable => variable.GetProperty("name").GetString() == name).GetProperty("query").GetString()!;
            var values = (await AskAsync(query, All)).Single().GetProperty("values");
            Assert.Equal(expected, values.GetArrayLength());
        }
    }

    [Fact]
    public void What_Grafana_needs_to_import_it_is_there_and_panels_lie_beside_one_another()
    {
        Assert.InRange(Dashboard.GetProperty("schemaVersion").GetInt32(), 36, 99);
        Assert.Equal(JsonValueKind.Null, Dashboard.GetProperty("id").ValueKind);
        var panels = Dashboard.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        var cells = panels.SelectMany(panel => Cells(panel.GetProperty("gridPos"))).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("title").GetString()!));
        Assert.All(
            panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray()),
            target => Assert.Equal("${datasource}", target.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    private static IEnumerable<(string Panel, string Query)> Queries() =>
        from panel in Dashboard.GetProperty("panels").EnumerateArray()
        where panel.GetProperty("type").GetString() != "row"
        from target in panel.GetProperty("targets").EnumerateArray()
        select (panel.GetProperty("title").GetString()!, target.GetProperty("query").GetString()!);

    private static IEnumerable<(int X, int Y)> Cells(JsonElement at)
    {
        int Of(string name) => at.GetProperty(name).GetInt32();
        return from x in Enumerable.Range(Of("x"), Of("w")) from y in Enumerable.Range(Of("y"), Of("h")) select (x, y);
    }

    /// <summary>A number or text in any column but the time, and more than zero where it is a count of nothing.</summary>
    private static bool HasValue(IReadOnlyList<JsonElement> series) =>
        series.SelectMany(one => one.GetProperty("values").EnumerateArray())
            .SelectMany(row => row.EnumerateArray().Skip(1))
            .Any(value => value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Number && value.GetDouble() != 0));

    /// <summary>As Grafana fills it in: the last day, in steps of ten minutes.</summary>
    private async Task<IReadOnlyList<JsonElement>> AskAsync(string query, string gates)
    {
        var time = string.Create(
            CultureInfo.InvariantCulture, $"time >= {_now.AddHours(-24).ToUnixTimeMilliseconds()}ms and time <= {_now.ToUnixTimeMilliseconds()}ms");
        var filled = query.Replace("$timeFilter", time, StringComparison.Ordinal).Replace("$__interval", "10m", StringComparison.Ordinal)
            .Replace("${gate:regex}", gates, StringComparison.Ordinal);
        foreach (var name in new[] { "district", "street", "community" })
            filled = filled.Replace($"${{{name}:regex}}", All, StringComparison.Ordinal);
        Assert.DoesNotContain("${", filled, StringComparison.Ordinal);
        using var question = new HttpRequestMessage(HttpMethod.Post, new Uri(influx.Server.Url, "query"))
        {
            Content = new FormUrlEncodedContent([new("q", filled), new("db", influx.Server.Database), new("epoch", "ms")]),
        };
        question.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{InfluxServer.AdminName}:{influx.Server.AdminPassword}")));
        using var answer = await Web.SendAsync(question);
        var result = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(answer.IsSuccessStatusCode, $"{filled}: {result}");
        var statement = result.GetProperty("results")[0];
        Assert.False(statement.TryGetProperty("error", out var fault), $"{filled}: {fault}");
        return statement.TryGetProperty("series", out var series) ? [.. series.EnumerateArray()] : [];
    }

    /// <summary>Of one gate, until now: something of everything that a panel shows.</summary>
    private IEnumerable<GateRecord> Day()
    {
        var seq = 0L;
        for (var hour = 20; hour >= 1; hour--)
        {
            var start = DateTimeOffset.FromUnixTimeSeconds((_now.ToUnixTimeSeconds() / 3600 - hour) * 3600);
            yield return new Summary
            {
                Seq = ++seq, Time = At(start.AddHours(1)), Span = SummarySpan.Hour, StartSeconds = start.ToUnixTimeSeconds(),
                Normal = 40, Fever = 1, Retry = 3, Manual = 2, Inward = 30, Outward = 12, InServiceSeconds = 3_600, AmbientCount = 46,
                AmbientSumCentiC = 46 * 1_850L, AmbientMinCentiC = 1_700, AmbientMaxCentiC = 2_100,
                Histogram = BodyHistogram.From([(BodyHistogram.BinOf(3_660), 40), (BodyHistogram.BinOf(3_850), 1)]),
            };
            yield return Screened(++seq, start, ScreeningOutcome.Normal, ScreeningQuality.Clinical, 3_660);
            yield return Screened(++seq, start.AddMinutes(1), ScreeningOutcome.Fever, ScreeningQuality.Indicative, 3_850);
            yield return new Passage { Seq = ++seq, Time = At(start.AddMinutes(2)), Direction = PassageDirection.Inward, End = PassageEnd.Completed };
            yield return new GateEvent { Seq = ++seq, Time = At(start.AddMinutes(3)), Type = GateEventType.DoorHeld, Count = 2 };
        }

        foreach (var (minutesAgo, quality) in new[] { (42, ClockQuality.Unknown), (31, ClockQuality.Welcome), (12, ClockQuality.Ntp), (1, ClockQuality.Ntp) })
            yield return Well(++seq, minutesAgo, quality);
    }

    private static Screening Screened(long seq, DateTimeOffset at, ScreeningOutcome outcome, ScreeningQuality quality, int bodyCentiC) => new()
    {
        Seq = seq, Time = At(at), Outcome = outcome, BodyCentiC = bodyCentiC, SurfaceCentiC = 3_400, AmbientCentiC = 1_850, SampleCount = 12, DwellMs = 1_200,
        Model = BodyModel.HeatBalance, ModelVersion = 1, ThresholdCentiC = 3_730, Quality = quality, Reason = ScreeningReason.None,
    };

    private Health Well(long seq, int minutesAgo, ClockQuality quality) => new()
    {
        Seq = seq, Time = At(_now.AddMinutes(-minutesAgo)), OutboxDepth = 12, OutboxOldestSeconds = 61, OutboxRejected = 1, OutboxShed = 5,
        DeviceBytesWritten = seq * 1_000_000, CpuCentiC = 4_150, MemoryBytes = 50_000_000, DiskFreeBytes = 12_000_000_000, I2cTransactions = seq * 600,
        I2cNacks = seq, I2cPecErrors = seq, I2cFlagErrors = seq, I2cRangeErrors = seq, ClockQuality = quality, UptimeSeconds = 3_600, Version = "0.1.0",
    };

    private static RecordTime At(DateTimeOffset time) => RecordTime.At(time, TimeSpan.FromMilliseconds(3));
}
