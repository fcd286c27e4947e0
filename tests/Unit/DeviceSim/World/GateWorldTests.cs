using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.World;
using Checkpoint.DeviceSim.World.Troubles;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Gateway;
using Checkpoint.Gateway.Screenings;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Time;
using Checkpoint.Tests.Unit.GateWork;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.DeviceSim.World;

/// <summary>People of the simulated world through the real worker and driver, audited against their truth.</summary>
public class GateWorldTests
{
    private static readonly GateId Gate = GateId.Parse("gate-01");
    private static readonly StreamId Stream = new(7);

    /// <summary>Everything that can go differently goes so often.</summary>
    private static readonly WorldOptions Eventful = new()
    {
        FeverShare = 0.2,
        FromTheColdShare = 0.1,
        LeaveEarlyShare = 0.1,
        TurnBackShare = 0.1,
        HesitateShare = 0.1,
        CoveredShare = 0.1,
        TailgateShare = 0.2,
        WalkInShare = 0.2,
        ForceShare = 0,
    };

    [Theory]
    [InlineData(GateKind.Pedestrian)]
    [InlineData(GateKind.Vehicle)]
    [InlineData(GateKind.Door)]
    public async Task Every_screening_at_a_rush_is_one_attempt_of_the_world(GateKind kind)
    {
        var (_, audit) = await RunAsync(LineOptions.For(kind), Eventful, sink =>
            sink.Screenings.Count() >= 40
            && Enum.GetValues<ScreeningOutcome>().All(sink.Screenings.Select(screening => screening.Outcome).Contains)
            && Enum.GetValues<PassageEnd>().All(sink.Passages.Select(passage => passage.End).Contains));

        Assert.Empty(audit.Findings);
        Assert.True(audit.Visits > 20);
    }

    [Theory]
    [InlineData(GateKind.Pedestrian)]
    [InlineData(GateKind.Door)]
    public async Task A_volunteer_s_verdict_follows_every_lamp_that_asks_for_one_and_names_its_screening(GateKind kind)
    {
        var (truth, audit) = await RunAsync(SiteWiring.Of(kind), Eventful, sink =>
            sink.Events.Contains(GateEventType.ManualNormal) && sink.Events.Contains(GateEventType.ManualFever) && sink.Screenings.Count() >= 60);

        Assert.Empty(audit.Findings);
        var asked = Of<Screening>(truth).Where(screening => screening.Outcome is ScreeningOutcome.Manual or ScreeningOutcome.Fever);
        var told = Of<GateEvent>(truth).Where(happened => happened.Type is GateEventType.ManualNormal or GateEventType.ManualFever);
        Assert.Equal(asked.Select(screening => (long?)screening.Seq), told.Select(happened => happened.ScreeningSeq));
        Assert.Equal(truth.Verdicts.Select(entry => entry.Verdict.IsFever), told.Select(happened => happened.Type == GateEventType.ManualFever));
    }

    [Fact]
    public async Task A_vehicle_goes_through_once_all_in_it_are_found_normal_and_never_with_a_fever_in_it()
    {
        var (truth, audit) = await RunAsync(SiteWiring.Of(GateKind.Vehicle), Eventful with { OutwardShare = 0.1 }, sink =>
            sink.Passages.Count(passage => passage.Direction == PassageDirection.Inward) >= 10 && sink.Events.Contains(GateEventType.ManualFever));

        Assert.Empty(audit.Findings);
        Assert.All(truth.Releases, release => Assert.True(release.AllNormal && release.Answer.IsOpen));
        Assert.All(
            Of<Passage>(truth).Where(passage => passage.Direction == PassageDirection.Inward),
            passage => Assert.Equal((PassageEnd.Completed, true), (passage.End, passage.ScreeningSeq is not null)));
        Assert.True(audit.Visits > truth.Releases.Count);
    }

    [Fact]
    public async Task Who_hesitates_is_one_who_turned_back_and_then_one_who_came_in()
    {
        var options = new WorldOptions
        {
            FeverShare = 0, FromTheColdShare = 0, CoveredShare = 0, OutwardShare = 0, LeaveEarlyShare = 0, TurnBackShare = 0,
            TailgateShare = 0, GiveUpShare = 0, WalkInShare = 0, HesitateShare = 1,
        };
        var (truth, audit) = await RunAsync(SiteWiring.Of(GateKind.Pedestrian), options, sink => sink.Passages.Count() >= 12);

        Assert.Empty(audit.Findings);
        var passages = Of<Passage>(truth).Take(12).ToList();
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? PassageEnd.Aborted : PassageEnd.Completed), passages.Select(passage => passage.End));
        Assert.All(passages.Where(passage => passage.End == PassageEnd.Completed), passage => Assert.NotNull(passage.ScreeningSeq));
    }

    [Fact]
    public async Task A_door_that_somebody_forces_is_told_of()
    {
        var (truth, audit) = await RunAsync(
            SiteWiring.Of(GateKind.Door), new WorldOptions { ForceShare = 1 }, sink => sink.Events.Contains(GateEventType.DoorForced));

        Assert.Empty(audit.Findings);
        Assert.NotEmpty(truth.ForcedDoors);
        Assert.DoesNotContain(GateEventType.DoorOpened, Of<GateEvent>(truth).Select(happened => happened.Type));
    }

    [Fact]
    public async Task Who_leaves_asks_for_the_door_and_has_not_forced_it()
    {
        var (truth, audit) = await RunAsync(
            SiteWiring.Of(GateKind.Door),
            new WorldOptions { OutwardShare = 1, ForceShare = 0 },
            sink => sink.Passages.Count(passage => passage.Direction == PassageDirection.Outward) >= 5);

        Assert.Empty(audit.Findings);
        Assert.DoesNotContain(GateEventType.DoorForced, Of<GateEvent>(truth).Select(happened => happened.Type));
    }

    [Theory]
    [InlineData(GateKind.Pedestrian)]
    [InlineData(GateKind.Door)]
    public async Task With_troubles_of_every_kind_coming_and_going_the_records_are_still_true(GateKind kind)
    {
        var options = Eventful with { Troubles = TroubleOptions.Each(perDay: 60_000) };
        var (truth, audit) = await RunAsync(SiteWiring.Of(kind), options, sink =>
            sink.Screenings.Count() >= 20
            && sink.Events.Contains(GateEventType.Tamper)
            && sink.Events.Contains(GateEventType.PowerLost)
            && (sink.Events.Contains(GateEventType.SensorFault) || sink.Events.Contains(GateEventType.SensorDoubtful)));

        Assert.Empty(audit.Findings);
        Assert.Contains(Of<Screening>(truth), screening => screening.Outcome == ScreeningOutcome.Manual);
    }

    private static async Task<(GateTruth Truth, GateAudit Audit)> RunAsync(LineOptions lines, WorldOptions options, Func<TestSink, bool> until)
    {
        using var folder = new TestFolder();
        await RunAsync(folder.Path, RushProfile.Of(lines), options, until);
        var truth = GateTruth.From(Gate, TruthLog.Read(TruthLog.FileOf(folder.Path, Gate)));
        var made = new Dictionary<StreamId, long> { [Stream] = truth.Made.Count };
        return (truth, GateAudit.Of(truth, Stored(truth), made, new AuditLimits()));
    }

    private static async Task RunAsync(string folder, LineOptions lines, WorldOptions options, Func<TestSink, bool> until)
    {
        var board = new LinuxBoardClock();
        using var truth = TruthLog.Open(folder, Gate, seed: 11, TimeProvider.System);
        using var world = new GateWorld(lines, 0x5A, 11, options, VisitTimes.For(Pace.Rush), board, TimeProvider.System, truth);
        var sink = new TestSink();
        using var worker = new GateWorker(
            RushProfile.Of(new ScreeningOptions { LeastIndoors = TimeSpan.FromMinutes(10) }),
            lines,
            Bench.SensorsOn(world.Bus),
            world.Gpio,
            new TruthRecordSink(sink, () => Stream, truth, board, TimeProvider.System),
            board,
            NullLogger<GateWorker>.Instance);
        using var stop = new CancellationTokenSource();
        await worker.StartAsync(CancellationToken.None);
        var people = world.RunAsync(stop.Token);
        await Bench.Until(() => until(sink) || people.IsCompleted, "what was to happen", seconds: 120);
        await stop.CancelAsync();
        await people;
        await worker.StopAsync(CancellationToken.None);
    }

    /// <summary>As a database would give it back, with the time that the gate would have stamped.</summary>
    private static List<StoredRecord> Stored(GateTruth truth) =>
    [
        .. truth.Made.Select(made => new StoredRecord(
            made.Key.Stream, made.Value.Record with { Time = new RecordTime(made.Value.TrueMicroseconds, 1000) })),
    ];

    /// <summary>In the order in which they were made.</summary>
    private static IEnumerable<T> Of<T>(GateTruth truth)
        where T : GateRecord => truth.Made.Values.Select(made => made.Record).OfType<T>().OrderBy(record => record.Seq);
}
