using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Checkpoint.CloudIngest.Web.Metrics;

/// <summary>One metric with a series for each set of labels, at most <see cref="MostSeries"/>. Safe to call from any thread.</summary>
internal sealed class MetricFamily
{
    /// <summary>Beyond it, further sets of labels are counted together, as <see cref="Overflow"/>.</summary>
    public const int MostSeries = 500;

    private const string Overflow = "overflow=\"true\"";

    /// <summary>Upper ends of histogram buckets, seconds: around the goal of 400 ms from decision to queryable.</summary>
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 5, 10, 30];

    private readonly Lock _lock = new();

    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Series>.AlternateLookup<ReadOnlySpan<char>> _byText;

    private readonly string _help;

    private readonly MetricType _type;

    /// <summary>A measurement is the whole, not something to add.</summary>
    private readonly bool _replaces;

    private MetricFamily(string name, string help, MetricType type, bool isAsked, bool replaces)
    {
        (Name, _help, _type, IsAsked, _replaces) = (name, help, type, isAsked, replaces);
        _byText = _series.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    /// <summary>Its values are asked for at each scrape: what is not told then is not known.</summary>
    public bool IsAsked { get; }

    public static MetricFamily Of(Instrument instrument)
    {
        var kind = instrument.GetType().Name.AsSpan();
        var type = kind.StartsWith("Histogram") ? MetricType.Histogram
            : PlatformMetrics.MayFall(instrument) ? MetricType.Gauge
            : kind.StartsWith("Counter") || kind.StartsWith("ObservableCounter") ? MetricType.Counter : MetricType.Gauge;
        return new MetricFamily(
            NameOf(instrument, type), instrument.Description ?? "", type, instrument.IsObservable, instrument.IsObservable || kind.StartsWith("Gauge"));
    }

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var text = new LabelText(stackalloc char[LabelText.MaxLength]);
        foreach (var (name, label) in labels)
            text.Add(name, label);
        lock (_lock)
            SeriesOf(text.Written).Take(value, _replaces);
    }

    public void Forget()
    {
        lock (_lock)
            _series.Clear();
    }

    public void Write(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ').Append(_help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_type.ToString().ToLowerInvariant()).Append('\n');
        lock (_lock)
        {
            foreach (var (labels, series) in _series.OrderBy(series => series.Key, StringComparer.Ordinal))
            {
                if (_type == MetricType.Histogram)
                    WriteHistogram(labels, series, text);
                else
                    WriteSample("", labels, series.Sum, text);
            }
        }
    }

    /// <summary>As OpenTelemetry names an instrument for Prometheus: its unit, then what a counter ends in.</summary>
    private static string NameOf(Instrument instrument, MetricType type)
    {
        var name = instrument.Name.Replace('.', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        name = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        return type == MetricType.Counter ? name + "_total" : name;
    }

    private Series SeriesOf(ReadOnlySpan<char> labels)
    {
        if (_byText.TryGetValue(labels, out var series))
            return series;
        if (_series.Count >= MostSeries - 1)
            labels = Overflow;
        if (!_byText.TryGetValue(labels, out series))
            _byText[labels] = series = new Series(_type == MetricType.Histogram ? Buckets.Length : 0);
        return series;
    }

    private void WriteHistogram(string labels, Series series, StringBuilder text)
    {
        var before = labels.Length > 0 ? labels + "," : "";
        for (var i = 0; i < Buckets.Length; i++)
            WriteSample("_bucket", before + $"le=\"{Number(Buckets[i])}\"", series.Counts[i], text);
        WriteSample("_bucket", before + "le=\"+Inf\"", series.Count, text);
        WriteSample("_sum", labels, series.Sum, text);
        WriteSample("_count", labels, series.Count, text);
    }

    private void WriteSample(string suffix, string labels, double value, StringBuilder text)
    {
        text.Append(Name).Append(suffix);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString(CultureInfo.InvariantCulture);

    private enum MetricType
    {
        Counter,
        Gauge,
        Histogram,
    }

    private sealed class Series(int buckets)
    {
        public double Sum { get; private set; }

        public long Count { get; private set; }

        public long[] Counts { get; } = new long[buckets];

        public void Take(double value, bool replaces)
        {
            Sum = replaces ? value : Sum + value;
            Count++;
            for (var i = 0; i < Counts.Length; i++)
                Counts[i] += value <= Buckets[i] ? 1 : 0;
        }
    }
}
