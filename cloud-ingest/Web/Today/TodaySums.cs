using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>All that is known of today, of every place, at one moment. Pure.</summary>
/// <param name="Places">Hours by community: what was counted there.</param>
/// <param name="Gates">Hours by gate: what it counted, wherever it stood.</param>
/// <param name="Sights">Each registered gate.</param>
internal sealed record TodaySums(
    ReportDay Day,
    DateTimeOffset KnownAt,
    GateRegistry Registry,
    ILookup<string, SummarySum> Places,
    ILookup<string, SummarySum> Gates,
    IReadOnlyDictionary<GateId, GateNow> Sights)
{
    /// <summary>Of all that was counted in an area; null when nothing came from it.</summary>
    public ReportCounts? Of(Area area) => ReportCounts.Sum(Places
        .Where(place => place.Key.StartsWith(area.Code, StringComparison.Ordinal))
        .SelectMany(hours => hours).Select(ReportCounts.Of));

    /// <summary>Gates that now stand in an area, by place and id.</summary>
    public IEnumerable<GateNow> In(Area area) => Sights.Values.Where(gate => area.Contains(gate.Standing.Place))
        .OrderBy(gate => gate.Standing.Place.Community, StringComparer.Ordinal).ThenBy(gate => gate.Gate.Id.Value, StringComparer.Ordinal);
}

/// <summary>A gate at this moment.</summary>
/// <param name="Since">Of silence or closure; null otherwise, and for silence of which the beginning is not known.</param>
internal sealed record GateNow(RegisteredGate Gate, Assignment Standing, Presence Presence, DateTimeOffset? Since, DateTimeOffset? LastSeen);
