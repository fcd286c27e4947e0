using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Reports;

/// <summary>Asks the store for what reports are made of.</summary>
/// <param name="clock">For the moment at which the facts are known.</param>
public sealed class ReportReader(IRecordStore store, RegistryWatch registry, WaitingGates waiting, ExclusionBook exclusions, TimeProvider clock)
{
    /// <summary>All hours of an area of one day and of the week before it.</summary>
    /// <exception cref="StoreException">The database can't answer.</exception>
    public Task<ReportFacts> ReadAsync(ReportArea area, ReportDay day, CancellationToken cancellation) =>
        ReadAsync(area, day.Plus(-ReportFacts.DaysBefore), day, cancellation);

    /// <summary>All hours of an area from the first to the last day.</summary>
    /// <exception cref="StoreException">The database can't answer.</exception>
    public async Task<ReportFacts> ReadAsync(ReportArea area, ReportDay first, ReportDay last, CancellationToken cancellation)
    {
        // Taken before asking: what comes in between is not claimed to be known.
        var (now, current) = (clock.GetUtcNow(), registry.Current);
        var within = new PlaceCode(area.Level, area.Code);
        var (from, to) = (first.StartSeconds, last.EndSeconds);
        var sums = await SumAsync(within, from, to, cancellation);
        var wandering = area.Level == PlaceLevel.Community ? [] : sums.Select(sum => sum.Code).Distinct().Where(gate => CommunityOf(current, gate) is null).ToHashSet();
        var hours = sums.Where(sum => !wandering.Contains(sum.Code))
            .Select(sum => new PlacedHour(area.Level == PlaceLevel.Community ? area.Code : CommunityOf(current, sum.Code)!, sum)).ToList();
        foreach (var community in wandering.SelectMany(gate => CommunitiesOf(current, gate, area)).Distinct())
        {
            var here = await SumAsync(new PlaceCode(PlaceLevel.Community, community), from, to, cancellation);
            hours.AddRange(here.Where(sum => wandering.Contains(sum.Code)).Select(sum => new PlacedHour(community, sum)));
        }

        var excluded = exclusions.Of(from, to);
        hours.RemoveAll(hour => excluded.Holds(hour.Sum.Code, hour.Sum.StartSeconds));
        var service = await ServiceAsync(current, area, (from, to), sums, cancellation);
        return new ReportFacts(current, hours, service, waiting.List(), now) { Excluded = excluded };
    }

    private Task<IReadOnlyList<SummarySum>> SumAsync(PlaceCode within, long from, long to, CancellationToken cancellation) =>
        store.SumSummariesAsync(new SummaryQuery(SummarySpan.Hour, PlaceLevel.Gate, within, from, to), cancellation);

    /// <summary>Gates with more than one place are asked for by themselves: what they told may be filed outside the area.</summary>
    private async Task<Dictionary<(string, long), long>> ServiceAsync(
        GateRegistry current, ReportArea area, (long From, long To) seconds, IReadOnlyList<SummarySum> sums, CancellationToken cancellation)
    {
        var all = new List<SummarySum>(sums);
        foreach (var gate in current.Gates.Values.Where(gate => CommunityOf(current, gate.Id.Value) is null && CommunitiesOf(current, gate.Id.Value, area).Any()))
        {
            all.RemoveAll(sum => sum.Code == gate.Id.Value);
            all.AddRange(await SumAsync(new PlaceCode(PlaceLevel.Gate, gate.Id.Value), seconds.From, seconds.To, cancellation));
        }

        return all.GroupBy(sum => (sum.Code, sum.StartSeconds)).ToDictionary(hour => hour.Key, hour => hour.Sum(sum => sum.InServiceSeconds));
    }

    /// <summary>The one community in which a gate ever stood; null for one that moved or is not registered.</summary>
    private static string? CommunityOf(GateRegistry registry, string gate)
    {
        var places = GateOf(registry, gate)?.Assignments.Select(assignment => assignment.Place.Community).Distinct().ToList();
        return places is { Count: 1 } ? places[0] : null;
    }

    /// <summary>Where in the area a gate ever stood; for one that is not registered, it may be anywhere.</summary>
    private static IEnumerable<string> CommunitiesOf(GateRegistry registry, string gate, ReportArea area) =>
        (GateOf(registry, gate) is { } known
            ? known.Assignments.Select(assignment => assignment.Place.Community)
            : PlaceNames.Of(registry, PlaceLevel.Community, new PlaceCode(area.Level, area.Code)).Keys)
        .Where(area.Holds);

    private static RegisteredGate? GateOf(GateRegistry registry, string gate) =>
        GateId.TryParse(gate, out var id) ? registry.Gates.GetValueOrDefault(id) : null;
}
