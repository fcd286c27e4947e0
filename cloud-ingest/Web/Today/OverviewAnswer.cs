using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>An area today, at one moment.</summary>
/// <param name="Area">Null for everything there is.</param>
/// <param name="Start">When the day began.</param>
/// <param name="Counts">Null when nothing has come of the day.</param>
/// <param name="Hours">Persons by hour from midnight, for as many hours as the day has; null for an hour of which nothing has come.</param>
/// <param name="FeverHours">Fevers of those.</param>
/// <param name="SilentGates">At most 100, silent longest first; the count in <paramref name="Gates"/> has them all.</param>
/// <param name="Parts">Districts of everything, streets of a district, communities of a street; none of a community.</param>
public sealed record OverviewAnswer(
    ReportArea? Area,
    string TimeZone,
    DateOnly Day,
    DateTimeOffset Start,
    DateTimeOffset KnownAt,
    ReportCounts? Counts,
    double? FeverRate,
    double? FeverRateLow,
    double? FeverRateHigh,
    IReadOnlyList<long?> Hours,
    IReadOnlyList<long?> FeverHours,
    GatesNow Gates,
    IReadOnlyList<SilentGate> SilentGates,
    IReadOnlyList<OverviewPart> Parts);

/// <summary>A part of the area, as the whole.</summary>
public sealed record OverviewPart(
    PlaceLevel Level, string Code, LocalName Name, ReportCounts? Counts, double? FeverRate, double? FeverRateLow, double? FeverRateHigh, GatesNow Gates);

/// <summary>Gates of an area by how they are.</summary>
/// <param name="Expected">All but those known off.</param>
public sealed record GatesNow(int Expected, int Reporting, int Zero, int Silent, int KnownOff);

/// <param name="Since">Null when it has not been heard in the days looked at.</param>
public sealed record SilentGate(string Gate, LocalName Name, string Community, DateTimeOffset? Since);
