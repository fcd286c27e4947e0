using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.Tests.Unit.DeviceSim.Audit;

/// <summary>Buttons, barrier and door of a gate's truth against its events.</summary>
public sealed class DeedAuditTests
{
    private const long Start = 1_767_225_600_000_000;
    private const long Second = 1_000_000;

    private static readonly GateId Gate = GateId.Parse("gate-01");
    private static readonly StreamId Stream = new(7);

    private readonly List<TruthEntry> _truth = [new SimulationBegun(Gate, 1) { AtMicroseconds = Start - 1 }];
    private readonly List<StoredRecord> _stored = [];
    private readonly Dictionary<AttemptEnded, StoredRecord> _pairs = new(ReferenceEqualityComparer.Instance);

    [Theory]
    [InlineData(true, 1, true, true)]
    [InlineData(true, 1, false, false)]
    [InlineData(true, 2, true, false)]
    [InlineData(false, null, false, false)]
    [InlineData(false, 1, false, true)]
    public void A_verdict_is_recorded_as_it_was_pressed_and_names_the_screening_it_decides(
        bool pressedFever, int? toldOf, bool toldFever, bool isGood)
    {
        Screened(visit: 1, seq: 1, ScreeningOutcome.Manual);
        Screened(visit: 2, seq: 2, ScreeningOutcome.Manual);
        At(10, new VerdictPressed(1, 3700, pressedFever));
        Told(10, new GateEvent { Type = toldFever ? GateEventType.ManualFever : GateEventType.ManualNormal, ScreeningSeq = toldOf });

        Finds(isGood ? null : AuditFault.VerdictMisjoined);
    }

    [Fact]
    public void A_verdict_pressed_and_not_recorded_is_found()
    {
        Screened(visit: 1, seq: 1, ScreeningOutcome.Fever);
        At(10, new VerdictPressed(1, 3700, IsFever: true));

        Finds(AuditFault.VerdictMisjoined);
    }

    [Fact]
    public void A_verdict_recorded_that_nobody_pressed_is_found()
    {
        Screened(visit: 1, seq: 1, ScreeningOutcome.Fever);
        Told(10, new GateEvent { Type = GateEventType.ManualFever, ScreeningSeq = 1 });

        Finds(AuditFault.VerdictMisjoined);
    }

    [Fact]
    public void A_verdict_pressed_just_before_a_kill_may_be_lost()
    {
        At(9, new VisitBegun(1, 3700, PassageDirection.Inward));
        Screened(visit: 1, seq: 1, ScreeningOutcome.Fever);
        At(10, new VerdictPressed(1, 3700, IsFever: true));
        At(12, new SimulationBegun(Gate, 1));

        Finds(null);
    }

    [Theory]
    [InlineData(ScreeningOutcome.Normal, null, true)]
    [InlineData(ScreeningOutcome.Manual, false, true)]
    [InlineData(ScreeningOutcome.Manual, true, false)]
    [InlineData(ScreeningOutcome.Retry, null, false)]
    [InlineData(ScreeningOutcome.Fever, null, false)]
    public void A_barrier_opens_only_for_a_vehicle_in_which_all_were_found_normal(
        ScreeningOutcome passenger, bool? verdictIsFever, bool mayOpen)
    {
        Screened(visit: 1, seq: 1, ScreeningOutcome.Normal);
        Screened(visit: 2, seq: 2, passenger);
        if (verdictIsFever is { } isFever)
        {
            At(10, new VerdictPressed(2, 3700, isFever));
            Told(10, new GateEvent { Type = isFever ? GateEventType.ManualFever : GateEventType.ManualNormal, ScreeningSeq = 2 });
        }

        At(11, new VehicleCame(1, [1, 2]));
        At(12, new ReleaseAnswered(1, IsOpen: true));

        Finds(mayOpen ? null : AuditFault.BarrierUnexplained);
    }

    [Fact]
    public void A_barrier_that_stays_shut_is_no_finding()
    {
        Screened(visit: 1, seq: 1, ScreeningOutcome.Retry);
        At(11, new VehicleCame(1, [1]));
        At(12, new ReleaseAnswered(1, IsOpen: false));

        Finds(null);
    }

    [Theory]
    [InlineData(true, 10, true)]
    [InlineData(true, 65, true)]
    [InlineData(true, 75, false)]
    [InlineData(true, 8, false)]
    [InlineData(true, null, false)]
    [InlineData(false, null, true)]
    [InlineData(false, 10, true)]
    public void A_forced_door_has_its_event_within_the_minute_in_which_repeats_are_counted(bool isQuiet, int? toldAt, bool isGood)
    {
        At(10, new DoorForcedOpen(isQuiet));
        if (toldAt is { } seconds)
            Told(seconds, new GateEvent { Type = GateEventType.DoorForced });

        Finds(isGood ? null : AuditFault.DoorUnexplained);
    }

    [Fact]
    public void A_door_that_nobody_forced_is_found()
    {
        Told(10, new GateEvent { Type = GateEventType.DoorForced });

        Finds(AuditFault.DoorUnexplained);
    }

    private void Screened(long visit, long seq, ScreeningOutcome lamp)
    {
        var attempt = new AttemptEnded(visit, 1, Start, 12, 15_350, 15_350, 14_650, 14_650, lamp);
        At(5, attempt);
        var screening = new Screening
        {
            Seq = seq,
            Outcome = lamp,
            SampleCount = 12,
            DwellMs = 1200,
            Model = BodyModel.HeatBalance,
            ModelVersion = 1,
            ThresholdCentiC = 3730,
            Quality = ScreeningQuality.Clinical,
            Reason = ScreeningReason.None,
        };
        _pairs.Add((AttemptEnded)_truth[^1], new StoredRecord(Stream, screening));
    }

    private void At(long seconds, TruthEntry entry) => _truth.Add(entry with { AtMicroseconds = Start + (seconds * Second) });

    private void Told(long seconds, GateEvent happened) => _stored.Add(new StoredRecord(
        Stream, happened with { Seq = 100 + _stored.Count, Time = new RecordTime(Start + (seconds * Second), 1_000) }));

    private void Finds(AuditFault? fault)
    {
        At(1000, new VisitEnded(99, null)); // long after all else: what happened before is not cut off by the end
        var findings = new DeedAudit(GateTruth.From(Gate, _truth), new AuditLimits()).Run(_stored, _pairs);
        if (fault is { } expected)
            Assert.All(findings.Select(finding => finding.Fault).DefaultIfEmpty(), found => Assert.Equal(expected, found));
        else
            Assert.Empty(findings);
    }
}
