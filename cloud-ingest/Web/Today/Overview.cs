using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;

namespace Checkpoint.CloudIngest.Web.Today;

/// <summary>An area of what is known of today. Pure.</summary>
internal static class Overview
{
    public const int MaxSilentGates = 100;

    public const int MaxExcludedGates = 100;

    /// <param name="of">Null for everything.</param>
    public static OverviewAnswer Of(TodaySums today, ReportArea? of)
    {
        var area = AreaOf(of);
        var counts = today.Of(area);
        var rate = RateOf(counts);
        var hours = today.HoursOf(area);
        var excluded = today.ExcludedIn(area).ToList();
        return new OverviewAnswer(
            of,
            today.Day.Zone.Id,
            today.Day.Date,
            today.Day.At(today.Day.StartSeconds),
            TimeZoneInfo.ConvertTime(today.KnownAt, today.Day.Zone),
            counts,
            rate?.Rate,
            rate?.Low,
            rate?.High,
            [.. hours.Select(hour => hour?.Persons)],
            [.. hours.Select(hour => hour?.ScreenedFevers)],
            [.. today.Day.HourStarts.Select(start => excluded.Count(gate => gate.Hours.Contains(today.Day.At(start))))],
            GatesOf(today, area),
            [
                .. today.In(area).Where(gate => gate.Presence == Presence.Silent).OrderBy(gate => gate.Since).Take(MaxSilentGates)
                    .Select(gate => new SilentGate(gate.Gate.Id.Value, gate.Standing.Name, gate.Standing.Place.Community, gate.Since)),
            ],
            [.. excluded.Take(MaxExcludedGates)],
            [.. PartsOf(today.Registry, of).Select(part => PartOf(today, part))]);
    }

    /// <param name="of">Null for everything.</param>
    public static Area AreaOf(ReportArea? of) => of is not null && Area.TryParse(of.Code, out var place) ? place : Area.Everything;

    /// <summary>Gates that now stand in the area, each with its hours from when on it stood there.</summary>
    public static GatesTodayAnswer Gates(TodaySums today, Area area, Func<RegisteredGate, SeenGate?> seenOf) => new(
        today.Day.Zone.Id,
        today.Day.At(today.Day.StartSeconds),
        TimeZoneInfo.ConvertTime(today.KnownAt, today.Day.Zone),
        [.. today.In(area).Select(gate => GateOf(today, gate, seenOf(gate.Gate)))]);

    private static GateTodayItem GateOf(TodaySums today, GateNow gate, SeenGate? seen)
    {
        // What a gate that came today counted elsewhere is that place's.
        var first = gate.Gate.Assignments[0] == gate.Standing ? 0 : gate.Standing.From.ToUnixTimeSeconds();
        bool IsExcluded(long start) => start >= first && today.Sums.Excluded.Holds(gate.Gate.Id.Value, start);
        var hours = today.Sums.Gates[gate.Gate.Id.Value].Where(hour => hour.StartSeconds >= first && !IsExcluded(hour.StartSeconds))
            .ToLookup(hour => hour.StartSeconds, ReportCounts.Of).ToDictionary(hour => hour.Key, hour => ReportCounts.Sum(hour)!);
        return new GateTodayItem(
            gate.Gate.Id.Value,
            gate.Standing.Name,
            gate.Standing.Kind,
            gate.Standing.Place.District,
            gate.Standing.Place.Street,
            gate.Standing.Place.Community,
            gate.Presence,
            gate.Since,
            gate.Presence == Presence.KnownOff ? gate.Gate.Closures.Last(closure => closure.From <= today.MadeAt).Reason : null,
            gate.LastSeen,
            seen?.Software,
            seen?.Health is { } health ? GateHealthItem.Of(health) : null,
            ReportCounts.Sum(hours.Values),
            [.. today.Day.HourStarts.Select(start => hours.GetValueOrDefault(start)?.Persons)],
            [.. today.Day.HourStarts.Select(start => hours.GetValueOrDefault(start)?.ScreenedFevers)],
            [.. today.Day.HourStarts.Select(IsExcluded)]);
    }

    private static IEnumerable<ReportArea> PartsOf(GateRegistry registry, ReportArea? of) => of switch
    {
        null => ReportArea.All(registry).Where(area => area.Level == PlaceLevel.District),
        { Level: PlaceLevel.Community } => [],
        _ => ReportArea.All(registry).Where(area => area.Level == of.Level - 1 && of.Holds(area.Code)),
    };

    private static OverviewPart PartOf(TodaySums today, ReportArea part)
    {
        var area = AreaOf(part);
        var counts = today.Of(area);
        var rate = RateOf(counts);
        return new OverviewPart(part.Level, part.Code, part.Name, counts, rate?.Rate, rate?.Low, rate?.High, GatesOf(today, area));
    }

    private static FeverRate? RateOf(ReportCounts? counts) => counts is null ? null : FeverRate.Of(counts.ScreenedFevers, counts.Persons);

    private static GatesNow GatesOf(TodaySums today, Area area)
    {
        var by = today.In(area).ToLookup(gate => gate.Presence);
        int Count(Presence presence) => by[presence].Count();
        var (reporting, zero, silent) = (Count(Presence.Reporting), Count(Presence.Zero), Count(Presence.Silent));
        return new GatesNow(reporting + zero + silent, reporting, zero, silent, Count(Presence.KnownOff), today.ExcludedIn(area).Count());
    }
}
