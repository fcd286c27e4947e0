using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>All that is known of today, of every place, at one moment. Pure.</summary>
/// <param name="MadeAt">How gates are is of then; counts may be a little older.</param>
/// <param name="Gates">Each registered gate.</param>
internal sealed record TodaySums(DaySums Sums, DateTimeOffset MadeAt, GateRegistry Registry, IReadOnlyDictionary<GateId, GateNow> Gates)
{
    public ReportDay Day => Sums.Day;

    public DateTimeOffset KnownAt => Sums.KnownAt;

    /// <summary>Of all that was counted in an area; null when nothing came from it, or nothing that is not excluded.</summary>
    public ReportCounts? Of(Area area) => ReportCounts.Sum(SumsOf(area).Select(ReportCounts.Of));

    /// <summary>The same by hour from midnight.</summary>
    public IReadOnlyList<ReportCounts?> HoursOf(Area area)
    {
        var hours = SumsOf(area).ToLookup(sum => sum.StartSeconds, ReportCounts.Of);
        return [.. Day.HourStarts.Select(start => ReportCounts.Sum(hours[start]))];
    }

    private IEnumerable<SummarySum> SumsOf(Area area) =>
        Sums.Places.Where(place => place.Key.StartsWith(area.Code, StringComparison.Ordinal)).SelectMany(hours => hours);

    /// <summary>Gates that have hours today which are not counted, and which of them; in each it stood in the area.</summary>
    public IEnumerable<ExcludedGate> ExcludedIn(Area area) =>
        from id in Sums.Excluded.Gates.Order(StringComparer.Ordinal)
        let gate = Registry.Gates.GetValueOrDefault(GateId.Parse(id))
        where gate is not null
        let hours = Day.HourStarts.Where(start => Sums.Excluded.Holds(id, start) && area.Contains(gate.At(Day.At(start)).Place)).ToList()
        where hours.Count > 0
        let then = gate.At(Day.At(hours[0]))
        select new ExcludedGate(id, then.Name, then.Place.Community, [.. hours.Select(Day.At)]);

    /// <summary>Gates that now stand in an area, by place and id.</summary>
    public IEnumerable<GateNow> In(Area area) => Gates.Values.Where(gate => area.Contains(gate.Standing.Place))
        .OrderBy(gate => gate.Standing.Place.Community, StringComparer.Ordinal).ThenBy(gate => gate.Gate.Id.Value, StringComparer.Ordinal);
}

/// <summary>A gate at this moment.</summary>
/// <param name="Since">Of silence or closure; null otherwise, and for silence of which the beginning is not known.</param>
internal sealed record GateNow(RegisteredGate Gate, Assignment Standing, Presence Presence, DateTimeOffset? Since, DateTimeOffset? LastSeen);
