using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Settings;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>
/// What is known of today, read at most each <see cref="Freshness"/> however many ask. Safe to call from any thread.
/// </summary>
internal sealed class TodayBoard : IDisposable
{
    /// <summary>So old may an answer be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly IRecordStore _store;
    private readonly RegistryWatch _registry;
    private readonly GateWatch _watch;
    private readonly CloudOptions _options;
    private readonly TimeProvider _clock;
    private readonly LastHours _lastHours;

    /// <summary>Null: this process does not hear gates.</summary>
    private readonly DateTimeOffset? _hears;

    private readonly SemaphoreSlim _reading = new(1);

    private volatile TodaySums? _last;

    public TodayBoard(IRecordStore store, RegistryWatch registry, GateWatch watch, CloudOptions options, TimeProvider clock, BrokerHealth? broker = null)
    {
        (_store, _registry, _watch, _options, _clock) = (store, registry, watch, options, clock);
        _hears = broker is null ? null : clock.GetUtcNow();
        _lastHours = new LastHours(store, clock);
    }

    /// <exception cref="StoreException">The database can't answer.</exception>
    public async Task<TodaySums> ReadAsync(CancellationToken cancellation)
    {
        if (Fresh() is { } known)
            return known;
        await _reading.WaitAsync(cancellation);
        try
        {
            return Fresh() ?? (_last = await MakeAsync(cancellation));
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private TodaySums? Fresh() => _last is { } last && _clock.GetUtcNow() - last.KnownAt < Freshness ? last : null;

    private async Task<TodaySums> MakeAsync(CancellationToken cancellation)
    {
        var (now, registry) = (_clock.GetUtcNow(), _registry.Current);
        var day = ReportDay.Of(now, _options.TimeZone);
        var places = await SumAsync(PlaceLevel.Community, day, cancellation);
        var gates = await SumAsync(PlaceLevel.Gate, day, cancellation);
        var unheard = registry.Gates.Keys.Where(gate => !gates.Contains(gate.Value) && _watch.Find(gate) is null).ToList();
        var earlier = unheard.Count == 0 ? LastHours.None : await _lastHours.ReadAsync(day, cancellation);
        return new TodaySums(day, now, registry, places, gates, registry.Gates.Values.ToDictionary(
            gate => gate.Id, gate => Now(gate, [.. gates[gate.Id.Value]], earlier, day, now)));
    }

    private async Task<ILookup<string, SummarySum>> SumAsync(PlaceLevel level, ReportDay day, CancellationToken cancellation) =>
        (await _store.SumSummariesAsync(new SummaryQuery(SummarySpan.Hour, level, null, day.StartSeconds, day.EndSeconds), cancellation))
        .ToLookup(sum => sum.Code);

    private GateNow Now(
        RegisteredGate gate, IReadOnlyList<SummarySum> hours, IReadOnlyDictionary<string, long> earlier, ReportDay day, DateTimeOffset now)
    {
        long? end = hours.Count > 0
            ? hours.Max(hour => hour.StartSeconds) + ReportDay.HourSeconds
            : earlier.TryGetValue(gate.Id.Value, out var before) ? before : null;
        var seen = _watch.Find(gate.Id)?.LastSeen;
        var sight = new GateSight(
            gate, seen, end is { } seconds ? day.At(seconds) : null, ReportCounts.Sum(hours.Select(ReportCounts.Of))?.Persons);
        var (presence, since) = sight.At(now, _hears, _options.Web.SilentAfter);
        return new GateNow(gate, gate.At(now), presence, since, seen);
    }
}
