using System.Diagnostics.Metrics;
using System.Text;

namespace Checkpoint.CloudIngest.Web.Metrics;

/// <summary>
/// The program's metrics in Prometheus' text format 0.0.4: those of the meters of its own host, and those of the platform's that
/// <see cref="PlatformMetrics"/> names. Each has its HELP and TYPE from the start, and a unit in its name. Safe to call from any thread.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    private readonly Lock _familiesLock = new();

    /// <summary>One scrape at a time: what is asked for at each is forgotten before.</summary>
    private readonly Lock _scraping = new();

    private readonly MeterListener _listener = new();

    /// <param name="meters">Whose meters are told; another host's in the same process are not.</param>
    public PrometheusText(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isHosts = ReferenceEquals(instrument.Meter.Scope, meters);
            if ((IsOwn(instrument) && isHosts) || (PlatformMetrics.Has(instrument) && (isHosts || instrument.Meter.Scope is null)))
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, family) => Take(instrument, value, labels, family));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, family) => Take(instrument, value, labels, family));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    public string Write()
    {
        lock (_scraping)
        {
            var families = Families();
            foreach (var family in families.Where(family => family.IsAsked))
                family.Forget();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in families)
                family.Write(text);
            return text.ToString();
        }
    }

    private static bool IsOwn(Instrument instrument) => instrument.Meter.Name.StartsWith("checkpoint.", StringComparison.Ordinal);

    private static void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels, object? family) =>
        ((MetricFamily)family!).Take(value, IsOwn(instrument) ? labels : PlatformMetrics.Labels(instrument, labels));

    private List<MetricFamily> Families()
    {
        lock (_familiesLock)
            return [.. _families.Values];
    }

    private MetricFamily FamilyOf(Instrument instrument)
    {
        var family = MetricFamily.Of(instrument);
        lock (_familiesLock)
            return _families.TryAdd(family.Name, family) ? family : _families[family.Name];
    }
}
