using Checkpoint.CloudIngest.Auditing;
using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Ingest;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Web.Today;
using Checkpoint.Contract;
using Checkpoint.Tests.Unit.Reports;

namespace Checkpoint.Tests.Unit.Web.Today;

/// <summary>Hours of a faulty thermometer today: not counted, told as what they are, and no sign that the gate is away.</summary>
public sealed class TodayExclusionTests : IDisposable
{
    private readonly ReportBench _bench = new();

    private readonly GateWatch _watch;

    private readonly TodayBoard _board;

    public TodayExclusionTests()
    {
        _watch = new GateWatch(_bench.Clock);
        _board = new TodayBoard(
            _bench.Store, new ExclusionBook(_bench.Database), _bench.Registry, _watch, Today.Zone, TimeSpan.FromMinutes(10), _bench.Clock, hears: true);
        foreach (var gate in new[] { "west", "east", "south" })
            _watch.Saw(GateId.Parse(gate), new StreamId(1), 1);
    }

    /// <summary>The bench's clock says seven in the morning.</summary>
    private static ReportDay Today { get; } = ReportBench.Day.Plus(1);

    private ExclusionActs Acts => new(_bench.Database, new AuditLog(_bench.Database, _bench.Clock), _bench.Clock);

    public void Dispose()
    {
        _board.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Excluded_hours_are_not_counted_in_any_area_they_are_told_by_gate_and_hour_and_count_again_when_withdrawn()
    {
        await TellAsync();
        Assert.Equal((42L, 21L), Counts(await AreaAsync("230103")));
        var exclusion = Exclude("west", 2, 4);
        var district = await AreaAsync("230103");
        Assert.Equal((38L, 19L), Counts(district));
        Assert.Equal([6L, 6, 4, 4, 6, 6, 6], district.Hours.Take(7));
        Assert.Equal([3L, 3, 2, 2, 3, 3, 3], district.FeverHours.Take(7));
        Assert.Equal([0, 0, 1, 1, 0], district.ExcludedHours.Take(5));
        var told = Assert.Single(district.ExcludedGates);
        Assert.Equal(("west", ReportScene.West), (told.Gate, told.Community));
        Assert.Equal([Today.At(Start(2)), Today.At(Start(3))], told.Hours);
        Assert.Equal((1, 1, 0), (district.Gates.Excluded, district.Parts[0].Gates.Excluded, district.Parts[1].Gates.Excluded));

        var community = await AreaAsync(ReportScene.West);
        Assert.Equal((10L, 5L), Counts(community));
        Assert.Equal([2L, 2, null, null, 2], community.Hours.Take(5));
        var other = await AreaAsync(ReportScene.East);
        Assert.Equal((14L, 0), (other.Counts!.Persons, other.ExcludedGates.Count));
        var gate = await GateAsync("west");
        Assert.Equal((10L, 5L, Presence.Reporting), (gate.Counts!.Persons, gate.Counts.ScreenedFevers, gate.Presence));
        Assert.Equal([false, false, true, true, false], gate.ExcludedHours.Take(5));
        Assert.Equal([2L, 2, null, null, 2], gate.Hours.Take(5));

        Acts.Withdraw(exclusion, "the other door", new Actor("sun", ""));
        Assert.Equal((42L, 21L), Counts(await AreaAsync("230103")));
    }

    [Fact]
    public async Task A_gate_of_which_nothing_counts_today_has_no_counts_and_is_neither_silent_nor_zero()
    {
        await TellAsync();
        Exclude("west", 0, 7);
        var community = await AreaAsync(ReportScene.West);
        Assert.Equal((null, null), (community.Counts, community.FeverRate));
        Assert.All(community.Hours, hour => Assert.Null(hour));
        Assert.Equal(new GatesNow(1, 1, 0, 0, 0, 1), community.Gates);
        var gate = await GateAsync("west");
        Assert.Equal((Presence.Reporting, null), (gate.Presence, gate.Counts));
    }

    private Task TellAsync() => _bench.TellAllAsync(Today, hour => hour < 7, normal: 1, fever: 1);

    private static long Start(int hour) => Today.HourStarts[hour];

    private long Exclude(string gate, int from, int to)
    {
        var place = _bench.Registry.Current.Gates[GateId.Parse(gate)].Assignments[0].Place.Community;
        var request = new ExclusionRequest(GateId.Parse(gate), Area.TryParse(place, out var area) ? area : Area.Everything, Today.At(Start(from)), Today.At(Start(to)), "iced over");
        return Acts.Exclude(request, new Actor("sun", "")).Made!.Id;
    }

    private static (long, long) Counts(OverviewAnswer of) => (of.Counts!.Persons, of.Counts.ScreenedFevers);

    private async Task<OverviewAnswer> AreaAsync(string code) => Overview.Of(await ReadAsync(), ReportArea.Find(_bench.Registry.Current, code));

    private async Task<GateTodayItem> GateAsync(string id) =>
        Overview.Gates(await ReadAsync(), Area.Everything, _ => null).Items.Single(gate => gate.Gate == id);

    /// <summary>After what was known before has grown old.</summary>
    private async Task<TodaySums> ReadAsync()
    {
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        return await _board.ReadAsync(CancellationToken.None);
    }
}
