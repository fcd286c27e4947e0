using System.Globalization;
using Checkpoint.Contract;
using Checkpoint.Tests.Integration.Ingest;
using Checkpoint.Tests.Unit.Contract;

namespace Checkpoint.Tests.Integration.Web.Metrics;

/// <summary>/metrics of the whole service, after a little of everything has happened to it.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    /// <summary>Series that a gate, an area or a person more must not make more of.</summary>
    private const int MostSeriesOfOne = 60;

    private CloudScenario _scenario = null!;

    public async Task InitializeAsync()
    {
        _scenario = await CloudScenario.StartAsync();
        await using var gate = await _scenario.ConnectAsync(CloudScenario.Known);
        await using var stranger = await _scenario.ConnectAsync(CloudScenario.Stranger);
        var records = SampleRecords.OfEveryKind();
        await gate.HelloAsync(7, records[^1].Seq);
        await gate.SendAsync([.. records]);
        await gate.Replies.UntilStoredAsync(records.Count);
        await gate.SendAsync([.. records]);
        await stranger.SendRawAsync([1, 2, 3]);
        await stranger.SendAsync(TestGate.Screenings(1, 3));
        await _scenario.GetAsync("/api/v1/gates");
        await _scenario.GetAsync("/api/v1/gates/gate-none/screenings", System.Net.HttpStatusCode.NotFound);
        await _scenario.GetAsync("/nowhere", System.Net.HttpStatusCode.NotFound);
    }

    public async Task DisposeAsync() => await _scenario.DisposeAsync();

    [Fact]
    public async Task What_it_says_is_of_the_format_bounded_and_all_that_the_table_lists()
    {
        await UntilAsync("checkpoint_ingest_repeated_records_total", SampleRecords.OfEveryKind().Count);
        await UntilAsync("checkpoint_ingest_records_total{result=\"unknown\"}", 3);
        await UntilAsync("checkpoint_ingest_malformed_total{reason=\"not_protobuf\"}", 1);
        await UntilAsync("checkpoint_gates{state=\"speaking\"}", 1);
        await UntilAsync("checkpoint_mqtt_messages_total{topic=\"hello\"}", 1);
        await UntilAsync("http_server_request_duration_seconds_count{route=\"/metrics\",status=\"200\"}", 1);

        using var answer = await _scenario.Web.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var metrics = Exposition.Parse(await answer.Content.ReadAsStringAsync());

        Assert.All(metrics, metric => Assert.Equal(metric.Type == "counter", metric.Name.EndsWith("_total", StringComparison.Ordinal)));
        Assert.All(metrics.Where(metric => metric.Type == "histogram"), metric => Assert.EndsWith("_seconds", metric.Name, StringComparison.Ordinal));
        Assert.All(metrics, metric => Assert.DoesNotContain("gate", metric.Labels));
        Assert.All(metrics, metric => Assert.InRange(
            metric.Samples.Count(sample => sample.Labels.All(label => label.Name != "le")), 0, MostSeriesOfOne));
        HoldsTable(metrics);
    }

    private static void HoldsTable(IReadOnlyList<Metric> metrics)
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "metrics.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells[1..]);
        Assert.Equal(metrics.Select(metric => metric.Name).Order(), rows.Keys.Order());
        Assert.All(metrics, metric => Assert.Equal((metric.Name, metric.Type, metric.Help), (metric.Name, rows[metric.Name][0], rows[metric.Name][2])));
        Assert.All(metrics.Where(metric => metric.Samples.Count > 0), metric =>
            Assert.Equal($"{metric.Name}: {rows[metric.Name][1]}", $"{metric.Name}: {string.Join(", ", metric.Labels.Select(label => $"`{label}`").DefaultIfEmpty("none"))}"));
    }

    private Task UntilAsync(string series, double least) =>
        CloudScenario.UntilAsync(async () => await _scenario.MetricAsync(series) >= least, string.Create(CultureInfo.InvariantCulture, $"{series} is {least}"));
}
