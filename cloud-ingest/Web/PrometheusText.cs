using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Checkpoint.CloudIngest.Web;

/// <summary>
/// The program's metrics in Prometheus' text format 0.0.4. Listens to the meters named "checkpoint.*"; sums are kept per
/// set of labels, whose number the meters bound. Safe to call from any thread.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>Upper ends of histogram buckets, seconds: around the goal of 400 ms from decision to queryable.</summary>
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 5, 10, 30];

    private readonly Lock _lock = new();

    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);

    private readonly MeterListener _listener = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("checkpoint.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Take(instrument, value, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Take(instrument, value, labels));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_lock)
        {
            foreach (var family in _families.Values)
                Write(family, text);
        }

        return text.ToString();
    }

    private static void Write(Family family, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Name} {family.Help}\n# TYPE {family.Name} {family.Type}\n");
        foreach (var (labels, series) in family.Series)
        {
            if (family.Type == "histogram")
                WriteHistogram(family.Name, labels, series, text);
            else
                text.Append(CultureInfo.InvariantCulture, $"{family.Name}{InBraces(labels)} {series.Sum}\n");
        }
    }

    private static void WriteHistogram(string name, string labels, Series series, StringBuilder text)
    {
        var separator = labels.Length > 0 ? "," : "";
        for (var i = 0; i < Buckets.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{separator}le=\"{Buckets[i]}\"}} {series.Counts[i]}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels}{separator}le=\"+Inf\"}} {series.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_sum{InBraces(labels)} {series.Sum}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_count{InBraces(labels)} {series.Count}\n");
    }

    private static string InBraces(string labels) => labels.Length > 0 ? $"{{{labels}}}" : "";

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels)
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "," : "")}{name}=\"{value}\"");
        return text.ToString();
    }

    private static string TypeOf(Instrument instrument)
    {
        var name = instrument.GetType().Name;
        return name.Contains("Histogram", StringComparison.Ordinal) ? "histogram"
            : name.Contains("Counter", StringComparison.Ordinal) ? "counter" : "gauge";
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var text = LabelsOf(labels);
        lock (_lock)
        {
            if (!_families.TryGetValue(instrument.Name, out var family))
            {
                var type = TypeOf(instrument);
                var name = type == "counter" ? instrument.Name + "_total" : instrument.Name;
                _families.Add(instrument.Name, family = new Family(name, type, instrument.Description ?? ""));
            }

            if (!family.Series.TryGetValue(text, out var series))
                family.Series.Add(text, series = new Series());
            series.Take(value, instrument.IsObservable || family.Type == "gauge");
        }
    }

    private sealed record Family(string Name, string Type, string Help)
    {
        public SortedDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Series
    {
        public double Sum { get; private set; }

        public long Count { get; private set; }

        public long[] Counts { get; } = new long[Buckets.Length];

        public void Take(double value, bool replaces)
        {
            Sum = replaces ? value : Sum + value;
            Count++;
            for (var i = 0; i < Buckets.Length; i++)
                Counts[i] += value <= Buckets[i] ? 1 : 0;
        }
    }
}
