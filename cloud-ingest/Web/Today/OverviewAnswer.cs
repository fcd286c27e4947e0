using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>An area today, at one moment.</summary>
/// <param name="Area">Null for everything there is.</param>
/// <param name="Start">When the day began.</param>
/// <param name="Counts">Null when nothing has come of the day; without excluded hours, as all counts here.</param>
/// <param name="Hours">Persons by hour from midnight, for as many hours as the day has; null for an hour of which nothing has come, or nothing that counts.</param>
/// <param name="FeverHours">Fevers of those.</param>
/// <param name="ExcludedHours">Gates of which that hour is not counted.</param>
/// <param name="ExcludedGates">At most 100; the count in <paramref name="Gates"/> has them all.</param>
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
    IReadOnlyList<int> ExcludedHours,
    GatesNow Gates,
    IReadOnlyList<SilentGate> SilentGates,
    IReadOnlyList<ExcludedGate> ExcludedGates,
    IReadOnlyList<OverviewPart> Parts);

/// <summary>A part of the area, as the whole.</summary>
public sealed record OverviewPart(
    PlaceLevel Level, string Code, LocalName Name, ReportCounts? Counts, double? FeverRate, double? FeverRateLow, double? FeverRateHigh, GatesNow Gates);

/// <summary>Gates of an area by how they are.</summary>
/// <param name="Expected">All but those known off.</param>
/// <param name="Excluded">Of all of them, those of which hours of today are not counted.</param>
public sealed record GatesNow(int Expected, int Reporting, int Zero, int Silent, int KnownOff, int Excluded);

/// <param name="Since">Null when it has not been heard in the days looked at.</param>
public sealed record SilentGate(string Gate, LocalName Name, string Community, DateTimeOffset? Since);

/// <summary>A gate whose thermometer could not be relied on today.</summary>
/// <param name="Name">And place: of the first of the hours.</param>
/// <param name="Hours">When each of the hours that are not counted began.</param>
public sealed record ExcludedGate(string Gate, LocalName Name, string Community, IReadOnlyList<DateTimeOffset> Hours);
