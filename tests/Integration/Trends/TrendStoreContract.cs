using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Checkpoint.Tests.Integration.Trends;

/// <summary>Trends made from what a real store sums up, whichever it is. Each test has a district of its own.</summary>
public abstract class TrendStoreContract
{
    private const int GatesOfHistory = 3;

    private static readonly LocalName Name = new("名", "name");

    private static int _districts;

    protected abstract IRecordStore Store { get; }

    /// <summary>Real outboxes record; what they send arrives in any order, in two parts, some of it twice, and of some screenings only the count.</summary>
    [Fact]
    public void Every_point_is_what_the_single_records_say_whatever_became_of_gates_and_records() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4),
        Prop.ForAll(
            Step.Any.ListOf(14).ListOf(GatesOfHistory).ToArbitrary(),
            Gen.Choose(0, 5).ListOf(GatesOfHistory).ToArbitrary(),
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            (lives, moves, seed) => HoldsAsync([.. lives], [.. moves], new Random(seed)).GetAwaiter().GetResult()));

    [Fact]
    public async Task A_gate_that_is_back_after_three_days_is_in_the_very_next_trend()
    {
        var place = NewPlace();
        var gate = new RegisteredGate(NewGate(), [new Assignment(GateHistory.Begin.AddDays(-9), place, GateKind.Pedestrian, Name)]);
        using var bench = new TrendBench(Store, Registry([place], [gate]));
        var midnight = new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.FromHours(8));
        bench.Clock.Advance(midnight.AddDays(4).AddHours(1) - bench.Clock.GetUtcNow());
        GateRecord[] Told(int day, int fever) =>
        [
            .. Enumerable.Range(0, 24).Select(hour => Sum(SummarySpan.Hour, midnight.AddDays(day).AddHours(hour), hour == 9 ? fever : 0, 3600, (25 * day) + hour + 1)),
            Sum(SummarySpan.Day, midnight.AddDays(day), fever, 86_400, (25 * day) + 25),
        ];
        await WriteAsync([new PlacedBatch(gate.Id, new StreamId(1), place, Told(0, 1))]);
        Assert.Equal([(TrendState.Reported, 1L), (TrendState.Silent, null), (TrendState.Silent, null), (TrendState.Silent, null)], await DaysAsync());
        await WriteAsync([.. Enumerable.Range(1, 3).Select(day => new PlacedBatch(gate.Id, new StreamId(1), place, Told(day, day + 1)))]);
        Assert.Equal([(TrendState.Reported, 1L), (TrendState.Reported, 2), (TrendState.Reported, 3), (TrendState.Reported, 4L)], await DaysAsync());
        var week = (await bench.LayAsync(PlaceLevel.District, TrendStep.Week, midnight.AddDays(-1), midnight.AddDays(4))).Single(one => one.Code == place.District).Points;
        Assert.Equal((TrendState.Open, 10L, midnight.AddDays(-1)), (week.Single().State, week.Single().Fever, week.Single().Start));

        async Task<IEnumerable<(TrendState, long?)>> DaysAsync() =>
            (await bench.LayAsync(PlaceLevel.District, TrendStep.Day, midnight, midnight.AddDays(4))).Single(one => one.Code == place.District).Points.Select(point => (point.State, point.Fever));
    }

    [Fact]
    public async Task What_a_gate_counted_on_a_day_of_23_hours_before_it_moved_at_midnight_stays_where_it_was()
    {
        var midnight = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(1));
        var (west, end) = (NewPlace(), midnight.AddHours(23));
        var east = west with { Community = $"{west.Street}002" };
        var gate = new RegisteredGate(
            NewGate(), [new Assignment(midnight.AddDays(-9), west, GateKind.Pedestrian, Name), new Assignment(end, east, GateKind.Pedestrian, Name)]);
        using var bench = new TrendBench(Store, Registry([west, east], [gate]));
        bench.Clock.Advance(midnight.AddDays(2) - bench.Clock.GetUtcNow());
        Summary[] told = [.. Enumerable.Range(0, 23).Select(hour => Sum(SummarySpan.Hour, midnight.AddHours(hour), 1, 3600, hour + 1)), Sum(SummarySpan.Day, midnight, 23, 82_800, 24)];
        Assert.Equal(east, gate.PlaceOf(told[^1]));
        await WriteAsync([.. told.Select(record => new PlacedBatch(gate.Id, new StreamId(1), gate.PlaceOf(record), [record]))]);
        var series = await bench.LayAsync(PlaceLevel.Community, TrendStep.Day, midnight, end, "Europe/Berlin");
        Assert.Equal([(west.Community, TrendState.Reported, 23L), (east.Community, TrendState.NotExpected, null)], series.Select(one => (one.Code, one.Points.Single().State, one.Points[0].Fever)));
    }

    [Fact]
    public async Task Until_a_day_is_told_whole_its_hours_are_what_is_known_of_it()
    {
        var place = NewPlace();
        var gate = new RegisteredGate(NewGate(), [new Assignment(GateHistory.Begin.AddDays(-9), place, GateKind.Pedestrian, Name)]);
        using var bench = new TrendBench(Store, Registry([place], [gate]));
        var midnight = new DateTimeOffset(2026, 2, 10, 0, 0, 0, TimeSpan.FromHours(8));
        var (first, second) = (new StreamId(1), new StreamId(2));
        await WriteAsync(
        [
            new PlacedBatch(gate.Id, first, place, [Sum(SummarySpan.Hour, midnight.AddHours(8), 1, 3600, 1), Sum(SummarySpan.Hour, midnight.AddHours(9), 2, 600, 2)]),
            new PlacedBatch(gate.Id, second, place, [Sum(SummarySpan.Hour, midnight.AddHours(9), 4, 3000, 1)]),
        ]);
        bench.Clock.Advance(midnight.AddHours(10) - bench.Clock.GetUtcNow());
        Assert.Equal((TrendState.Open, 7L), await DayAsync());
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((TrendState.Partial, 7L), await DayAsync());
        // The second stream tells its own part of the day; the first one's board is no more.
        await WriteAsync([new PlacedBatch(gate.Id, second, place, [Sum(SummarySpan.Day, midnight, 4, 82_000, 2)])]);
        Assert.Equal((TrendState.Reported, 7L), await DayAsync());

        async Task<(TrendState, long?)> DayAsync() =>
            (await bench.LayAsync(PlaceLevel.Gate, TrendStep.Day, midnight, midnight.AddDays(1))).Where(one => one.Code == gate.Id.Value).Select(one => (one.Points[0].State, one.Points[0].Fever)).Single();
    }

    [Fact]
    public async Task Excluded_hours_are_left_out_of_every_step_and_the_gates_other_hours_are_not()
    {
        var place = NewPlace();
        var gates = new[] { NewGate(), NewGate() }.Select(id => new RegisteredGate(id, [new Assignment(GateHistory.Begin.AddDays(-9), place, GateKind.Pedestrian, Name)])).ToList();
        using var bench = new TrendBench(Store, Registry([place], gates));
        var midnight = new DateTimeOffset(2026, 2, 9, 0, 0, 0, TimeSpan.FromHours(8));
        bench.Clock.Advance(midnight.AddDays(8) - bench.Clock.GetUtcNow());
        await WriteAsync([.. gates.SelectMany(gate => Enumerable.Range(0, 7).Select(day => new PlacedBatch(gate.Id, new StreamId(1), place,
        [
            .. Enumerable.Range(0, 24).Select(hour => Sum(SummarySpan.Hour, midnight.AddDays(day).AddHours(hour), 1, 3600, (25 * day) + hour + 1)),
            Sum(SummarySpan.Day, midnight.AddDays(day), 24, 86_400, (25 * day) + 25),
        ])))]);
        bench.Exclude(gates[0], midnight.AddHours(22), midnight.AddHours(26));
        Assert.Equal([(TrendState.Reported, 2L), (TrendState.Partial, 1), (TrendState.Partial, 1)], await PointsAsync(TrendStep.Hour, 21, 24));
        Assert.Equal([(TrendState.Partial, 46L), (TrendState.Partial, 46), (TrendState.Reported, 48)], await PointsAsync(TrendStep.Day, 0, 72));
        Assert.Equal([(TrendState.Partial, 332L)], await PointsAsync(TrendStep.Week, 0, 168));
        bench.Exclude(gates[1], midnight.AddHours(23), midnight.AddHours(24));
        Assert.Equal([(TrendState.Silent, null)], await PointsAsync(TrendStep.Hour, 23, 24));

        async Task<IEnumerable<(TrendState, long?)>> PointsAsync(TrendStep step, int from, int to) =>
            (await bench.LayAsync(PlaceLevel.Street, step, midnight.AddHours(from), midnight.AddHours(to))).Single(one => one.Code == place.Street).Points.Select(point => (point.State, point.Fever));
    }

    [Fact]
    public async Task Excluded_hours_stay_left_out_when_their_gate_is_no_longer_registered()
    {
        var place = NewPlace();
        var gate = new RegisteredGate(NewGate(), [new Assignment(GateHistory.Begin.AddDays(-9), place, GateKind.Pedestrian, Name)]);
        using var bench = new TrendBench(Store, Registry([place], []));
        var midnight = new DateTimeOffset(2026, 2, 9, 0, 0, 0, TimeSpan.FromHours(8));
        bench.Clock.Advance(midnight.AddDays(8) - bench.Clock.GetUtcNow());
        await WriteAsync([new PlacedBatch(gate.Id, new StreamId(1), place,
        [
            .. Enumerable.Range(0, 24).Select(hour => Sum(SummarySpan.Hour, midnight.AddHours(hour), 1, 3600, hour + 1)), Sum(SummarySpan.Day, midnight, 24, 86_400, 25),
        ])]);
        bench.Exclude(gate, midnight.AddHours(7), midnight.AddHours(9));
        foreach (var step in Enum.GetValues<TrendStep>())
            Assert.Equal(22, (await bench.LayAsync(PlaceLevel.Street, step, midnight, midnight.AddDays(1))).Single(one => one.Code == place.Street).Points.Sum(point => point.Fever ?? 0));
    }

    private static Summary Sum(SummarySpan span, DateTimeOffset start, int fever, int service, long seq) => new()
    {
        Seq = seq,
        Time = RecordTime.At(start.AddHours(span == SummarySpan.Hour ? 1 : 24), TimeSpan.FromMilliseconds(5)),
        Span = span,
        StartSeconds = start.ToUnixTimeSeconds(),
        Fever = fever,
        InServiceSeconds = service,
    };

    private static Place NewPlace()
    {
        var district = $"{230_000 + Interlocked.Increment(ref _districts)}";
        return new Place(district, $"{district}001", $"{district}001001");
    }

    private static GateId NewGate() => GateId.Parse($"trend-{Interlocked.Increment(ref _districts)}");

    private static GateRegistry Registry(IReadOnlyList<Place> places, IEnumerable<RegisteredGate> gates) => new(
        [
            .. places.GroupBy(place => place.District).Select(district => new District(district.Key, Name,
            [
                .. district.GroupBy(place => place.Street).Select(street => new Street(street.Key, Name, [.. street.Select(place => new Community(place.Community, Name))])),
            ])),
        ],
        gates);

    private async Task HoldsAsync(IReadOnlyList<IEnumerable<Step>> lives, IReadOnlyList<int> moves, Random chance)
    {
        var west = NewPlace();
        Place[] places = [west, west with { Community = $"{west.Street}002" }, new Place(west.District, $"{west.District}002", $"{west.District}002001")];
        var gates = moves.Select((move, i) => new RegisteredGate(NewGate(), [.. Assignments(places, i, move)])).ToList();
        var all = gates.SelectMany((gate, i) => GateHistory.Live(lives[i]).Select(row => new Recorded(gate, row.Stream, row.Record))).ToList();
        using var bench = new TrendBench(Store, Registry(places, gates));
        var sent = all.Where(one => one.Record is not Screening { Outcome: ScreeningOutcome.Normal } || chance.Next(4) > 0)
            .OrderBy(_ => chance.Next()).Select(one => new PlacedBatch(one.Gate.Id, one.Stream, one.Place, [one.Record])).ToList();
        await WriteAsync(sent[..(sent.Count / 2)]);
        bench.Clock.Advance((all.Count == 0 ? GateHistory.Begin : all.Max(one => one.At)).AddMinutes(1) - bench.Clock.GetUtcNow());
        await bench.LayAsync(PlaceLevel.District, TrendStep.Day, GateHistory.Begin, GateHistory.Begin.AddDays(2));
        await WriteAsync(sent[(sent.Count / 3)..]);
        await CheckAsync(bench, all);
        bench.Clock.Advance(TimeSpan.FromDays(30));
        await CheckAsync(bench, all);
    }

    /// <summary>Where a gate stands first, and from a whole hour on elsewhere, unless it stays.</summary>
    private static IEnumerable<Assignment> Assignments(Place[] places, int gate, int move)
    {
        yield return new Assignment(GateHistory.Begin.AddDays(-1), places[gate % places.Length], GateKind.Pedestrian, Name);
        if (move > 0)
            yield return new Assignment(GateHistory.Begin.AddHours(move * 5), places[(gate + 1) % places.Length], GateKind.Pedestrian, Name);
    }

    private static async Task CheckAsync(TrendBench bench, List<Recorded> all)
    {
        var to = (all.Count == 0 ? GateHistory.Begin : all.Max(one => one.At)).AddHours(30);
        foreach (var step in Enum.GetValues<TrendStep>())
        {
            foreach (var level in Enum.GetValues<PlaceLevel>())
            {
                foreach (var series in await bench.LayAsync(level, step, GateHistory.Begin.AddHours(-30), to))
                {
                    var there = all.Where(one => new TrendScope(level, null, Area.Everything).CodeOf(one.Gate.Id, one.Place) == series.Code).ToList();
                    for (var i = 0; i < series.Points.Count; i++)
                    {
                        var end = i + 1 < series.Points.Count ? series.Points[i + 1].Start : DateTimeOffset.MaxValue;
                        SlowTrend.Check(series.Points[i], [.. there.Where(one => one.At >= series.Points[i].Start && one.At < end)]);
                    }

                    Assert.Equal(there.Count(IsPerson), series.Points.Sum(point => point.Persons ?? 0));
                }
            }
        }
    }

    private static bool IsPerson(Recorded one) => one.Record is Screening { Maintenance: false, Outcome: not ScreeningOutcome.Retry };

    private async Task WriteAsync(IReadOnlyList<PlacedBatch> batches)
    {
        foreach (var some in batches.Chunk(500))
            Assert.Null(await Store.WriteAsync(some, CancellationToken.None));
    }
}
