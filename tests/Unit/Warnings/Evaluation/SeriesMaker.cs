using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Warnings.Days;

namespace Checkpoint.Tests.Unit.Warnings.Evaluation;

/// <summary>Series that end on one day.</summary>
internal static class SeriesMaker
{
    public static readonly DateOnly Last = new(2026, 2, 10);

    /// <param name="days">The last is <see cref="Last"/>; each with 1 000 persons.</param>
    public static AreaSeries Of(string code, params IReadOnlyList<int?> days) =>
        Of(code, [.. days.Select(fevers => fevers is { } count ? (count, 1_000, 1.0) : ((int, int, double)?)null)]);

    public static AreaSeries Of(string code, IReadOnlyList<(int Fevers, int Persons, double Coverage)?> days)
    {
        var first = Last.AddDays(1 - days.Count);
        return new AreaSeries(
            new WarningArea(PlaceLevel.Community, code, new LocalName("社区", "community"), code),
            first,
            [.. days.Select((day, at) => day is { } told ? Day(first.AddDays(at), told) : AreaDay.Nothing(first.AddDays(at)))]);
    }

    public static IReadOnlyList<int?> Usual(int days = 40, int fevers = 2) => [.. Enumerable.Repeat((int?)fevers, days)];

    private static AreaDay Day(DateOnly day, (int Fevers, int Persons, double Coverage) told) => new(
        day,
        told.Coverage < 1 ? AreaDayState.Partial : told.Fevers == 0 ? AreaDayState.Zero : AreaDayState.Reported,
        told.Fevers,
        told.Persons,
        told.Fevers,
        0,
        told.Coverage);
}
