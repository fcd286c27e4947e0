namespace Checkpoint.Tests.Integration.Web.Metrics;

/// <summary>The reader that holds /metrics to its format does refuse what is not in it.</summary>
public sealed class ExpositionTests
{
    private const string Head = "# HELP a_seconds How long\n# TYPE a_seconds histogram\n";

    [Theory]
    [InlineData("a_total 1\n", "a sample without its HELP and TYPE")]
    [InlineData("# HELP a A\na 1\n", "a sample without its HELP and TYPE")]
    [InlineData("# HELP a A\n# TYPE b gauge\n", "not the TYPE of what HELP has named")]
    [InlineData("# HELP a A\n# TYPE a speed\n", "not the TYPE of what HELP has named")]
    [InlineData("# HELP a A\n# TYPE a gauge\na 1\na 2\n", "twice: a")]
    [InlineData("# HELP a A\n# TYPE a gauge\n# HELP a A\n# TYPE a gauge\n", "twice: a")]
    [InlineData("# HELP a A\n# TYPE a gauge\na{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 1\n", "twice: a")]
    [InlineData("# HELP a A\n# TYPE a gauge\na{b=\"1\",b=\"2\"} 1\n", "twice: b")]
    [InlineData("# HELP a A\n# TYPE a gauge\na{b=\"1\"2\"} 1\n", "not a sample")]
    [InlineData("# HELP a A\n# TYPE a gauge\na one\n", "not a sample")]
    [InlineData("# HELP a A\n# TYPE a gauge\na 1", "the last line has no end")]
    [InlineData("# HELP a A\n# TYPE a counter\na -1\n", "counts below zero")]
    [InlineData(Head + "a_seconds_bucket{le=\"1\"} 2\na_seconds_bucket{le=\"+Inf\"} 1\na_seconds_sum 1\na_seconds_count 1\n", "not cumulative")]
    [InlineData(Head + "a_seconds_bucket{le=\"1\"} 1\na_seconds_sum 1\na_seconds_count 1\n", "do not rise to +Inf")]
    [InlineData(Head + "a_seconds_bucket{le=\"1\"} 1\na_seconds_bucket{le=\"+Inf\"} 2\na_seconds_sum 1\na_seconds_count 3\n", "do not end in the count")]
    public void What_is_not_of_the_format_is_refused(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => Exposition.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_of_the_format_is_read()
    {
        var metric = Assert.Single(Exposition.Parse(Head + "a_seconds_bucket{x=\"\\\"\",le=\"1\"} 1\na_seconds_bucket{x=\"\\\"\",le=\"+Inf\"} 1\na_seconds_sum{x=\"\\\"\"} 0.5\na_seconds_count{x=\"\\\"\"} 1\n"));
        Assert.Equal(("a_seconds", "histogram", "How long", "x"), (metric.Name, metric.Type, metric.Help, Assert.Single(metric.Labels)));
    }
}
