using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Web.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Checkpoint.Tests.Unit.Web.Metrics;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private readonly PrometheusText _text;

    private readonly Meter _meter;

    public PrometheusTextTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        (_text, _meter) = (new PrometheusText(meters), meters.Create("checkpoint.text"));
    }

    public void Dispose()
    {
        _text.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Counters_gauges_and_histograms_are_written_in_the_text_format()
    {
        var counter = _meter.CreateCounter<long>("text_things", null, "Things");
        counter.Add(2, Label("kind", "a"));
        counter.Add(3, Label("kind", "a"));
        counter.Add(1, Label("kind", "b"));
        _meter.CreateObservableGauge("text_depth", () => 7L, null, "Depth");
        _meter.CreateHistogram<double>("text", "s", "Time").Record(0.3);

        var written = _text.Write();
        Assert.Contains("# HELP text_things_total Things\n# TYPE text_things_total counter\ntext_things_total{kind=\"a\"} 5\ntext_things_total{kind=\"b\"} 1\n", written, StringComparison.Ordinal);
        Assert.Contains("# TYPE text_depth gauge\ntext_depth 7\n", written, StringComparison.Ordinal);
        Assert.Contains("text_seconds_bucket{le=\"0.2\"} 0\ntext_seconds_bucket{le=\"0.4\"} 1\n", written, StringComparison.Ordinal);
        Assert.Contains("text_seconds_bucket{le=\"+Inf\"} 1\ntext_seconds_sum 0.3\ntext_seconds_count 1\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_not_happened_yet_has_its_help_and_type_all_the_same()
    {
        _meter.CreateCounter<long>("text_never", "By", "Never");
        Assert.Contains("# HELP text_never_bytes_total Never\n# TYPE text_never_bytes_total counter\n", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_and_labels_are_escaped()
    {
        _meter.CreateCounter<long>("text_odd", null, "a \\ b\nc \"d\"").Add(1, Label("name", "a\\b\"c\nd"));
        Assert.Contains(
            "# HELP text_odd_total a \\\\ b\\nc \"d\"\n# TYPE text_odd_total counter\ntext_odd_total{name=\"a\\\\b\\\"c\\nd\"} 1\n",
            _text.Write(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var open = _meter.CreateUpDownCounter<long>("text_open", null, "Open");
        open.Add(3);
        open.Add(-1);
        Assert.Contains("# TYPE text_open gauge\ntext_open 2\n", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_told_any_more_is_not_told_as_it_was()
    {
        IReadOnlyList<Measurement<long>> now = [new(4, Label("level", "gate"))];
        _meter.CreateObservableGauge("text_asked", () => now, null, "Asked");
        Assert.Contains("text_asked{level=\"gate\"} 4\n", _text.Write(), StringComparison.Ordinal);

        now = [];
        Assert.DoesNotContain("text_asked{", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void More_sets_of_labels_than_are_kept_are_counted_together()
    {
        var counter = _meter.CreateCounter<long>("text_many", null, "Many");
        for (var i = 0; i < 1_000; i++)
            counter.Add(1, Label("name", i));
        var lines = _text.Write().Split('\n').Where(line => line.StartsWith("text_many_total{", StringComparison.Ordinal)).ToList();
        Assert.Equal(500, lines.Count);
        Assert.Contains("text_many_total{overflow=\"true\"} 501", lines);
    }

    [Fact]
    public void A_label_that_is_too_long_is_left_out()
    {
        _meter.CreateCounter<long>("text_long", null, "Long").Add(1, Label("a", "short"), Label("b", new string('x', 1_000)));
        Assert.Contains("text_long_total{a=\"short\"} 1\n", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_hosts_meters_are_not_told()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("checkpoint.text").CreateCounter<long>("text_other", null, "Other").Add(1);
        Assert.DoesNotContain("text_other", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_platforms_own_metrics_come_with_the_labels_whose_number_is_bounded()
    {
        GC.Collect();
        var written = _text.Write();
        Assert.Matches("\ndotnet_gc_collections_total{gc_heap_generation=\"gen2\"} [1-9]", written);
        Assert.Matches("\ndotnet_process_memory_working_set_bytes [1-9]", written);
        Assert.Matches("\ndotnet_process_cpu_time_seconds_total{cpu_mode=\"user\"} [0-9]", written);
    }

    private static KeyValuePair<string, object?> Label(string name, object value) => new(name, value);
}
