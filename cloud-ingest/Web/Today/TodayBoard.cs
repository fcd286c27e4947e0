using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>
/// What is known of today, made at most each <see cref="Freshness"/> however many ask, and from a database that is slow to
/// answer less often still. Safe to call from any thread.
/// </summary>
internal sealed class TodayBoard : IDisposable
{
    /// <summary>How gates are is no older than this.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly IRecordStore _store;
    private readonly ExclusionBook _exclusions;
    private readonly RegistryWatch _registry;
    private readonly GateWatch _watch;
    private readonly TimeZoneInfo _zone;
    private readonly TimeSpan _silentAfter;
    private readonly TimeProvider _clock;
    private readonly LastHours _lastHours;

    /// <summary>Null: this process does not hear gates.</summary>
    private readonly DateTimeOffset? _hears;

    private readonly SemaphoreSlim _reading = new(1);

    private volatile TodaySums? _last;

    private DaySums? _sums;

    /// <param name="zone">In which the day begins.</param>
    /// <param name="silentAfter">A gate that has not spoken for longer is silent.</param>
    /// <param name="hears">Whether this process listens to gates.</param>
    public TodayBoard(
        IRecordStore store, ExclusionBook exclusions, RegistryWatch registry, GateWatch watch, TimeZoneInfo zone, TimeSpan silentAfter, TimeProvider clock, bool hears)
    {
        (_store, _exclusions, _registry, _watch, _zone, _silentAfter, _clock) = (store, exclusions, registry, watch, zone, silentAfter, clock);
        _hears = hears ? clock.GetUtcNow() : null;
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

    private TodaySums? Fresh() => _last is { } last && _clock.GetUtcNow() - last.MadeAt < Freshness ? last : null;

    private async Task<TodaySums> MakeAsync(CancellationToken cancellation)
    {
        var (now, registry) = (_clock.GetUtcNow(), _registry.Current);
        var day = ReportDay.Of(now, _zone);
        if (_sums is null || !_sums.HoldsAt(now, day, Freshness))
            _sums = await DaySums.ReadAsync(_store, _exclusions, day, _clock, cancellation);
        var sums = _sums;
        var unheard = registry.Gates.Keys.Where(gate => !sums.Gates.Contains(gate.Value) && _watch.Find(gate) is null).ToList();
        var earlier = unheard.Count == 0 ? LastHours.None : await _lastHours.ReadAsync(day, cancellation);
        return new TodaySums(sums, now, registry, registry.Gates.Values.ToDictionary(
            gate => gate.Id, gate => Now(gate, [.. sums.Gates[gate.Id.Value]], earlier, day, now)));
    }

    /// <summary>Of all that came: a gate whose hours are excluded still speaks, and people still pass it.</summary>
    private GateNow Now(
        RegisteredGate gate, IReadOnlyList<SummarySum> hours, IReadOnlyDictionary<string, long> earlier, ReportDay day, DateTimeOffset now)
    {
        long? end = hours.Count > 0
            ? hours.Max(hour => hour.StartSeconds) + ReportDay.HourSeconds
            : earlier.TryGetValue(gate.Id.Value, out var before) ? before : null;
        var seen = _watch.Find(gate.Id)?.LastSeen;
        var sight = new GateSight(
            gate, seen, end is { } seconds ? day.At(seconds) : null, ReportCounts.Sum(hours.Select(ReportCounts.Of))?.Persons);
        var (presence, since) = sight.At(now, _hears, _silentAfter);
        return new GateNow(gate, gate.At(now), presence, since, seen);
    }
}
