using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Trends;

/// <summary>Points from sums and registry, by the hour from 2026-01-01T00:00Z; two gates of one community, one of another.</summary>
public sealed class TrendTests
{
    private const long Start = 1_767_225_600;

    private static readonly Place West = new("230103", "230103001", "230103001001");

    private static readonly Place East = new("230103", "230103001", "230103001002");

    private static readonly DateTimeOffset Begin = DateTimeOffset.FromUnixTimeSeconds(Start);

    [Fact]
    public void Zero_is_told_from_silent_and_what_is_missing_is_null()
    {
        var points = Lay(PlaceLevel.Gate, TrendStep.Hour, 3, 9, Gates(Gate("a", West)), Told("a", West, 1, 3600)).Single().Points;
        Assert.Equal([TrendState.Silent, TrendState.Reported, TrendState.Silent], points.Select(point => point.State));
        Assert.Equal([null, 0L, null], points.Select(point => point.Normal));
        Assert.Equal([(0, 1), (1, 1), (0, 1)], points.Select(point => (point.GatesReporting, point.GatesExpected)));
        var zero = points[1];
        Assert.Equal((0L, 0L, 0L, 3600L), (zero.Persons, zero.ConfirmedFever, zero.BodyCount, zero.InServiceS));
        Assert.Equal((null, null, null, null), (zero.FeverRate, zero.BodyMedianC, zero.AmbientMeanC, zero.AmbientMinC));
        Assert.Equal(new TrendPoint { Start = points[0].Start, State = TrendState.Silent, GatesReporting = 0, GatesExpected = 1 }, points[0]);
    }

    [Fact]
    public void Counts_of_all_gates_of_a_place_add_up_and_temperatures_are_in_degrees()
    {
        var first = Told("a", West, 0, 3600, new Summary { Span = SummarySpan.Hour, StartSeconds = 0, Normal = 5, Fever = 1, Manual = 2, ManualFever = 1, ManualNormal = 2, Retry = 9, Inward = 7, Outward = 3, AmbientCount = 3, AmbientSumCentiC = -100, AmbientMinCentiC = -150, AmbientMaxCentiC = 75, Histogram = Bodies((3640, 1), (3660, 2)) });
        var second = Told("b", West, 0, 3600, new Summary { Span = SummarySpan.Hour, StartSeconds = 0, Normal = 2, Histogram = Bodies((3660, 1)) });
        var series = Lay(PlaceLevel.Street, TrendStep.Hour, 1, 9, Gates(Gate("a", West), Gate("b", West), Gate("c", East)), first, second, Told("c", East, 0, 3600));
        var point = series.Single().Points.Single();
        Assert.Equal((10L, 7L, 1L, 2L, 9L), (point.Persons, point.Normal, point.Fever, point.Manual, point.Retry));
        Assert.Equal((1L, 2L, 7L, 3L, 10_800L), (point.ConfirmedFever, point.ConfirmedNormal, point.Inward, point.Outward, point.InServiceS));
        Assert.Equal((-0.33, -1.5, 0.75), (point.AmbientMeanC, point.AmbientMinC, point.AmbientMaxC));
        Assert.Equal((4L, 36.42, 36.63, 36.69), (point.BodyCount, point.BodyP5C, point.BodyMedianC, point.BodyP95C));
        var rate = FeverRate.Of(1, 10)!.Value;
        Assert.Equal((rate.Rate, rate.Low, rate.High), (point.FeverRate, point.FeverRateLow, point.FeverRateHigh));
        Assert.Equal((TrendState.Reported, 3, 3), (point.State, point.GatesReporting, point.GatesExpected));
    }

    [Theory]
    [InlineData(3600, TrendState.Reported)]
    [InlineData(3000, TrendState.Reported)]
    [InlineData(2999, TrendState.Partial)]
    [InlineData(null, TrendState.Partial)]
    public void An_expected_gate_that_is_silent_or_out_of_service_makes_a_part(int? service, TrendState expected)
    {
        StreamSum[] other = service is { } seconds ? [Told("b", West, 0, seconds)] : [];
        var point = Lay(PlaceLevel.Community, TrendStep.Hour, 1, 9, Gates(Gate("a", West), Gate("b", West)), [Told("a", West, 0, 3600), .. other]).Single(one => one.Code == West.Community).Points[0];
        Assert.Equal((expected, service is null ? 1 : 2, 2), (point.State, point.GatesReporting, point.GatesExpected));
    }

    [Fact]
    public void A_gate_is_expected_only_where_and_while_it_stood_and_was_open()
    {
        var moved = new RegisteredGate(Id("a"), [At(0, West), At(2, East)]);
        var late = new RegisteredGate(Id("b"), [At(3, West)]);
        var closed = new RegisteredGate(Id("c"), [At(0, West)])
        {
            Closures = [new Closure(Begin.AddHours(1), Begin.AddHours(2), "snow", "li", Begin), new Closure(Begin.AddMinutes(185), null, "snow", "li", Begin)],
        };
        var series = Lay(PlaceLevel.Community, TrendStep.Hour, 4, 99, Gates(moved, late, closed), Told("a", West, 0, 3600), Told("c", West, 0, 3600), Told("a", East, 2, 3600));
        Assert.Equal([2, 1, 1, 1], series.Single(one => one.Code == West.Community).Points.Select(point => point.GatesExpected));
        Assert.Equal([0, 0, 1, 1], series.Single(one => one.Code == East.Community).Points.Select(point => point.GatesExpected));
        Assert.Equal([TrendState.Reported, TrendState.Silent, TrendState.Silent, TrendState.Silent], series.Single(one => one.Code == West.Community).Points.Select(point => point.State));
        Assert.Equal([TrendState.NotExpected, TrendState.NotExpected, TrendState.Reported, TrendState.Silent], series.Single(one => one.Code == East.Community).Points.Select(point => point.State));
        Assert.Equal([2, 1, 2, 2], Lay(PlaceLevel.Street, TrendStep.Hour, 4, 99, Gates(moved, late, closed)).Single().Points.Select(point => point.GatesExpected));
    }

    [Fact]
    public void A_gate_that_moved_within_an_hour_is_expected_at_both_places_and_has_spoken_for_both()
    {
        var moved = new RegisteredGate(Id("a"), [At(0, West), new Assignment(Begin.AddMinutes(30), East, GateKind.Pedestrian, Name)]);
        var series = Lay(PlaceLevel.Community, TrendStep.Hour, 1, 9, Gates(moved), Told("a", East, 0, 3600));
        Assert.Equal([(1, 1), (1, 1)], series.Select(one => (one.Points[0].GatesReporting, one.Points[0].GatesExpected)));
        Assert.Equal([TrendState.Silent, TrendState.Reported], series.Select(one => one.Points[0].State));
        Assert.Equal((1, 1), (Lay(PlaceLevel.Street, TrendStep.Hour, 1, 9, Gates(moved), Told("a", East, 0, 3600)).Single().Points[0] is var point ? (point.GatesReporting, point.GatesExpected) : default));
    }

    [Theory]
    [InlineData(59, false, TrendState.Open)]
    [InlineData(59, true, TrendState.Open)]
    [InlineData(60, true, TrendState.Reported)]
    [InlineData(69, false, TrendState.Open)]
    [InlineData(70, false, TrendState.Silent)]
    public void A_span_is_open_until_it_is_over_and_for_ten_minutes_more_while_something_lacks(int minutes, bool told, TrendState expected)
    {
        var facts = FactsOf(TrendStep.Hour, 1, Begin.AddMinutes(minutes), Gates(Gate("a", West)), told ? [Told("a", West, 0, 3600)] : []);
        Assert.Equal(expected, Laid(Scope(PlaceLevel.District), facts.Period, facts.Facts).Single().Points.Single().State);
    }

    [Fact]
    public void A_week_of_which_a_day_is_missing_is_a_part_and_its_gates_count_once()
    {
        var days = Enumerable.Range(0, 14).Where(day => day != 9).Select(day => Told("a", West, 24 * day - 72, 86_400, new Summary { Span = SummarySpan.Day, StartSeconds = 0, Normal = 1 }));
        var (_, facts) = FactsOf(TrendStep.Day, 14 * 24, Begin.AddDays(30), Gates(new RegisteredGate(Id("a"), [At(-240, West)])), [.. days], Begin.AddDays(-3));
        var weeks = TrendPeriod.Of(TrendStep.Week, Begin.AddDays(-3), Begin.AddDays(10), TimeZoneInfo.Utc);
        var points = Laid(Scope(PlaceLevel.District), weeks, facts).Single().Points;
        Assert.Equal([(TrendState.Reported, 7L, 1, 1), (TrendState.Partial, 6L, 1, 1)], points.Select(point => (point.State, point.Persons ?? 0, point.GatesReporting, point.GatesExpected)));
    }

    [Fact]
    public void What_the_registry_no_longer_has_is_still_shown()
    {
        var series = Lay(PlaceLevel.Gate, TrendStep.Hour, 1, 9, Gates(Gate("a", West)), Told("gone", West, 0, 0));
        Assert.Equal(["gate-a", "gate-gone"], series.Select(one => one.Code));
        Assert.Equal((Name, null), (series[0].Name, series[1].Name));
        Assert.Equal((0, 0), (series[1].Points[0].GatesReporting, series[1].Points[0].GatesExpected));
    }

    [Fact]
    public void A_viewers_area_and_what_is_asked_for_both_hold()
    {
        var moved = new RegisteredGate(Id("a"), [At(0, West), At(1, East)]);
        Assert.True(Area.TryParse(East.Community, out var east));
        var facts = FactsOf(TrendStep.Hour, 2, Begin.AddHours(9), Gates(moved), [Told("a", West, 0, 3600), Told("a", East, 1, 3600)]);
        var points = Laid(new TrendScope(PlaceLevel.Gate, new PlaceCode(PlaceLevel.Gate, "gate-a"), east), facts.Period, facts.Facts).Single().Points;
        Assert.Equal([(TrendState.NotExpected, 0), (TrendState.Reported, 1)], points.Select(point => (point.State, point.GatesExpected)));
    }

    [Theory]
    [InlineData(PlaceLevel.Gate, "gate-a")]
    [InlineData(PlaceLevel.Community, "230103001001")]
    public void Where_a_gate_went_that_left_the_viewers_area_is_not_told(PlaceLevel level, string code)
    {
        var moved = new RegisteredGate(Id("a"), [At(0, West), At(1, East) with { Name = new LocalName("乙", "B") }]);
        Assert.True(Area.TryParse(West.Community, out var west));
        var facts = FactsOf(TrendStep.Hour, 2, Begin.AddHours(9), Gates(moved), [Told("a", West, 0, 3600), Told("a", East, 1, 3600)]);
        var series = Laid(new TrendScope(level, new PlaceCode(PlaceLevel.Gate, "gate-a"), west), facts.Period, facts.Facts);
        Assert.Equal([(code, TrendState.Reported, TrendState.NotExpected)], series.Select(one => (one.Code, one.Points[0].State, one.Points[1].State)));
        Assert.Equal(Name, series[0].Name);
    }

    [Theory]
    [InlineData(1800, TrendState.Partial)]
    [InlineData(3000, TrendState.Reported)]
    public void Service_elsewhere_is_not_service_here_for_a_gate_that_moved_within_an_hour(int service, TrendState expected)
    {
        var moved = new RegisteredGate(Id("a"), [At(0, West), new Assignment(Begin.AddMinutes(30), East, GateKind.Pedestrian, Name)]);
        Assert.True(Area.TryParse(East.Community, out var east));
        var facts = FactsOf(TrendStep.Hour, 1, Begin.AddHours(9), Gates(moved), [Told("a", East, 0, 60), Told("a", West, 0, service - 60)]);
        Assert.Equal(expected, Laid(new TrendScope(PlaceLevel.Community, null, east), facts.Period, facts.Facts).Single().Points[0].State);
    }

    private static readonly LocalName Name = new("甲", "A");

    private static GateId Id(string name) => GateId.Parse($"gate-{name}");

    private static Assignment At(int hours, Place place) => new(Begin.AddHours(hours), place, GateKind.Pedestrian, Name);

    private static RegisteredGate Gate(string name, Place place) => new(Id(name), [At(0, place)]);

    private static GateRegistry Gates(params RegisteredGate[] gates) => new(
        [new District("230103", Name, [new Street("230103001", Name, [.. new[] { West, East }.Select(place => new Community(place.Community, Name))])])], gates);

    private static StreamSum Told(string gate, Place place, int hour, int service, Summary? counts = null) => new(
        Id(gate), new StreamId(1), place, Start + (hour * 3600), PackedSums.Of((counts ?? new Summary { Span = SummarySpan.Hour, StartSeconds = 0 }) with { InServiceSeconds = service }));

    private static BodyHistogram Bodies(params (int CentiC, int Count)[] counts) => BodyHistogram.From(counts.Select(one => (BodyHistogram.BinOf(one.CentiC), one.Count)));

    private static TrendScope Scope(PlaceLevel level) => new(level, null, Area.Everything);

    private static (TrendPeriod Period, Facts Facts) FactsOf(
        TrendStep step, int hours, DateTimeOffset knownAt, GateRegistry registry, StreamSum[] told, DateTimeOffset? from = null)
    {
        var period = TrendPeriod.Of(step, from ?? Begin, (from ?? Begin).AddHours(hours), TimeZoneInfo.Utc);
        return (period, new Facts(registry, period, told, knownAt));
    }

    private static IReadOnlyList<TrendSeries> Lay(PlaceLevel level, TrendStep step, int hours, int knownAfter, GateRegistry registry, params StreamSum[] told)
    {
        var (period, facts) = FactsOf(step, hours, Begin.AddHours(knownAfter), registry, told);
        return Laid(Scope(level), period, facts);
    }

    private static IReadOnlyList<TrendSeries> Laid(TrendScope scope, TrendPeriod period, Facts facts)
    {
        var told = new TrendTally(scope, period, facts.Parts);
        foreach (var sum in facts.Told)
            told.Add(sum);
        return Trend.Lay(scope, period, new TrendFacts(facts.Registry, facts.Parts, told, facts.KnownAt));
    }

    private sealed record Facts(GateRegistry Registry, TrendPeriod Parts, StreamSum[] Told, DateTimeOffset KnownAt);
}
