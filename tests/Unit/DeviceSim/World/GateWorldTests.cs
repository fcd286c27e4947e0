using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.World;
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

    [Theory]
    [InlineData(GateKind.Pedestrian)]
    [InlineData(GateKind.Vehicle)]
    [InlineData(GateKind.Door)]
    public async Task Every_screening_at_a_rush_is_one_attempt_of_the_world(GateKind kind)
    {
        // Everything that can go differently goes so often.
        var options = new WorldOptions
        {
            FeverShare = 0.2, FromTheColdShare = 0.1, LeaveEarlyShare = 0.1, TurnBackShare = 0.1, TailgateShare = 0.2, WalkInShare = 0.2,
        };
        using var folder = new TestFolder();
        await RunAsync(folder.Path, kind, options, screenings: 60);
        var truth = GateTruth.From(Gate, TruthLog.Read(TruthLog.FileOf(folder.Path, Gate)));

        var audit = GateAudit.Of(truth, Stored(truth), new Dictionary<StreamId, long> { [Stream] = truth.Made.Count }, new AuditLimits());

        Assert.Empty(audit.Findings);
        Assert.True(audit.Screenings >= 60);
        Assert.True(audit.Visits > 20);
        Assert.Equal(Enum.GetValues<ScreeningOutcome>(), Outcomes(truth));
        Assert.Contains(PassageEnd.Tailgated, truth.Made.Values.Select(made => made.Record).OfType<Passage>().Select(passage => passage.End));
    }

    private static async Task RunAsync(string folder, GateKind kind, WorldOptions options, int screenings)
    {
        var (board, lines) = (new LinuxBoardClock(), LineOptions.For(kind));
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
        await Bench.Until(() => sink.Screenings.Count() >= screenings || people.IsCompleted, $"{screenings} screenings", seconds: 120);
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

    private static IEnumerable<ScreeningOutcome> Outcomes(GateTruth truth) => truth.Made.Values
        .Select(made => made.Record).OfType<Screening>().Select(screening => screening.Outcome).Distinct().Order();
}
