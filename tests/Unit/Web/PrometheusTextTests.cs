using System.Diagnostics.Metrics;
using Checkpoint.CloudIngest.Web;

namespace Checkpoint.Tests.Unit.Web;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Counters_gauges_and_histograms_are_written_in_the_text_format()
    {
        using var text = new PrometheusText();
        using var meter = new Meter("checkpoint.text");
        var counter = meter.CreateCounter<long>("text_things", null, "Things");
        counter.Add(2, KeyValuePair.Create<string, object?>("kind", "a"));
        counter.Add(3, KeyValuePair.Create<string, object?>("kind", "a"));
        counter.Add(1, KeyValuePair.Create<string, object?>("kind", "b"));
        meter.CreateObservableGauge("text_depth", () => 7L, null, "Depth");
        meter.CreateHistogram<double>("text_seconds", "s", "Time").Record(0.3);

        var written = text.Write();
        Assert.Contains("# HELP text_things_total Things\n# TYPE text_things_total counter\ntext_things_total{kind=\"a\"} 5\ntext_things_total{kind=\"b\"} 1\n", written, StringComparison.Ordinal);
        Assert.Contains("# TYPE text_depth gauge\ntext_depth 7\n", written, StringComparison.Ordinal);
        Assert.Contains("text_seconds_bucket{le=\"0.2\"} 0\ntext_seconds_bucket{le=\"0.4\"} 1\n", written, StringComparison.Ordinal);
        Assert.Contains("text_seconds_bucket{le=\"+Inf\"} 1\ntext_seconds_sum 0.3\ntext_seconds_count 1\n", written, StringComparison.Ordinal);
        Assert.Equal(written, text.Write());
    }
}
