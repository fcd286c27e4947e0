using System.Globalization;
using System.Text.RegularExpressions;

namespace Checkpoint.Tests.Integration.Web.Metrics;

/// <summary>
/// Prometheus' text format 0.0.4, read strictly: HELP and TYPE before the samples of each metric, each metric in one piece, no series
/// twice, names and label values as the grammar has them, histograms that only rise and end in their count.
/// </summary>
internal static partial class Exposition
{
    private static readonly string[] Types = ["counter", "gauge", "histogram"];

    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static IReadOnlyList<Metric> Parse(string text)
    {
        if (!text.EndsWith('\n'))
            throw new FormatException("the last line has no end");
        var metrics = new List<Metric>();
        foreach (var line in text[..^1].Split('\n'))
            Take(line, metrics);
        foreach (var metric in metrics)
            Check(metric);
        return Unique(metrics, metric => metric.Name);
    }

    private static void Take(string line, List<Metric> metrics)
    {
        if (HelpLine().Match(line) is { Success: true } help)
        {
            metrics.Add(new Metric(help.Groups["name"].Value, "", help.Groups["help"].Value, []));
        }
        else if (TypeLine().Match(line) is { Success: true } type)
        {
            var last = metrics.LastOrDefault();
            if (last?.Name != type.Groups["name"].Value || last.Type.Length > 0 || !Types.Contains(type.Groups["type"].Value))
                throw new FormatException($"not the TYPE of what HELP has named: {line}");
            metrics[^1] = last with { Type = type.Groups["type"].Value };
        }
        else
        {
            var sample = SampleOf(line);
            var last = metrics.LastOrDefault();
            if (last is null || last.Type.Length == 0 || !Belongs(sample.Name, last))
                throw new FormatException($"a sample without its HELP and TYPE: {line}");
            last.Samples.Add(sample);
        }
    }

    private static bool Belongs(string sample, Metric metric) => metric.Type == "histogram"
        ? sample == metric.Name + "_bucket" || sample == metric.Name + "_sum" || sample == metric.Name + "_count"
        : sample == metric.Name;

    private static Sample SampleOf(string line)
    {
        if (SampleLine().Match(line) is not { Success: true } sample)
            throw new FormatException($"not a sample: {line}");
        var labels = sample.Groups["label"].Captures.Zip(sample.Groups["value"].Captures, (name, value) => (Name: name.Value, Value: value.Value)).ToList();
        var number = sample.Groups["number"].Value switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            var finite => double.Parse(finite, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        return new Sample(sample.Groups["name"].Value, Unique(labels, label => label.Name), number);
    }

    private static void Check(Metric metric)
    {
        if (metric.Type.Length == 0)
            throw new FormatException($"{metric.Name} has no TYPE");
        Unique(metric.Samples, sample => sample.Name + string.Join(',', sample.Labels.OrderBy(label => label.Name, StringComparer.Ordinal)));
        if (metric.Type == "counter" && metric.Samples.Any(sample => sample.Value < 0))
            throw new FormatException($"{metric.Name} counts below zero");
        if (metric.Type != "histogram")
            return;
        foreach (var series in metric.Samples.GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Name != "le"))))
            CheckHistogram(metric.Name, [.. series]);
    }

    private static void CheckHistogram(string name, IReadOnlyList<Sample> series)
    {
        var buckets = series.Where(sample => sample.Name == name + "_bucket")
            .Select(sample => (Le: sample.Labels.Single(label => label.Name == "le").Value, sample.Value)).ToList();
        var ends = buckets.Select(bucket => bucket.Le == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Le, CultureInfo.InvariantCulture)).ToList();
        var counts = buckets.Select(bucket => bucket.Value).ToList();
        if (!ends.SequenceEqual(ends.Order().Distinct()) || !double.IsPositiveInfinity(ends[^1]))
            throw new FormatException($"{name}: buckets do not rise to +Inf");
        if (!counts.SequenceEqual(counts.Order()) || series.Single(sample => sample.Name == name + "_count").Value != counts[^1])
            throw new FormatException($"{name}: buckets are not cumulative, or do not end in the count");
        if (series.Single(sample => sample.Name == name + "_sum").Value < 0)
            throw new FormatException($"{name}: times add up to less than nothing");
    }

    private static List<T> Unique<T>(List<T> all, Func<T, string> key) =>
        all.GroupBy(key).FirstOrDefault(group => group.Count() > 1) is { } twice ? throw new FormatException($"twice: {twice.Key}") : all;

    [GeneratedRegex("""^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<help>(?:[^\\]|\\\\|\\n)+)$""")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>[a-z]+)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?:(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>(?:[^"\\]|\\\\|\\"|\\n)*)",?)+(?<!,)\})? (?<number>[+-]Inf|NaN|-?[0-9][0-9.]*(?:E[+-]?[0-9]+)?)$""")]
    private static partial Regex SampleLine();
}

/// <param name="Samples">Of a histogram those of its buckets, sum and count.</param>
internal sealed record Metric(string Name, string Type, string Help, List<Sample> Samples)
{
    /// <summary>Names of the labels of its series.</summary>
    public IEnumerable<string> Labels => Samples.SelectMany(sample => sample.Labels).Select(label => label.Name).Where(name => name != "le").Distinct();
}

internal sealed record Sample(string Name, IReadOnlyList<(string Name, string Value)> Labels, double Value);
