using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Warnings.Days;

/// <summary>Adds up what gates told into the series of gates, communities, streets and a district. Pure.</summary>
public static class DistrictSeries
{
    /// <summary>Of every gate at each of its places, and of every area in which a gate stood on one of the days.</summary>
    /// <param name="days">Ascending, none left out.</param>
    public static IReadOnlyList<AreaSeries> Of(ReportArea district, GateRegistry registry, IReadOnlyList<DistrictDay> days) =>
    [
        .. new[] { district }.Concat(ReportArea.All(registry).Where(area => area.Level != PlaceLevel.District && district.Holds(area.Code)))
            .GroupBy(area => area.Level).SelectMany(level => AreasOf(level.ToDictionary(area => area.Code), days)),
        .. GatesOf(days),
    ];

    private static IEnumerable<AreaSeries> AreasOf(Dictionary<string, ReportArea> areas, IReadOnlyList<DistrictDay> days)
    {
        var digits = areas.Keys.First().Length;
        var lines = days.Select(day => day.Lines.ToLookup(line => line.Community[..digits], StringComparer.Ordinal)).ToList();
        return areas.Values.Where(area => lines.Exists(day => day.Contains(area.Code))).Select(area => new AreaSeries(
            new WarningArea(area.Level, area.Code, area.Name, area.Code),
            days[0].Day.Date,
            [.. days.Select((day, at) => AreaDays.OfArea(day.Day, [.. lines[at][area.Code]]))]));
    }

    private static IEnumerable<AreaSeries> GatesOf(IReadOnlyList<DistrictDay> days)
    {
        var lines = days.Select(day => day.Lines.ToDictionary(line => (line.Gate, line.Community))).ToList();
        return days.SelectMany(day => day.Lines).Where(line => line.Name is not null).GroupBy(line => (line.Gate, line.Community))
            .Select(gate => new AreaSeries(
                new WarningArea(PlaceLevel.Gate, gate.Key.Gate, gate.Last().Name!, gate.Key.Community),
                days[0].Day.Date,
                [.. days.Select((day, at) => AreaDays.OfGate(day.Day, lines[at].GetValueOrDefault(gate.Key)))]));
    }
}
