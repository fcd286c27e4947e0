using Checkpoint.Contract;
using Checkpoint.Contract.Json;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Scenarios.Audit;
using Checkpoint.DeviceSim.World.Truth;

namespace Checkpoint.Tests.Unit.DeviceSim.Audit;

public sealed class GateAuditTests
{
    private const long Start = 1_767_225_600_000_000;
    private const int Word = 15_350; // 33.85 °C

    private static readonly GateId Gate = GateId.Parse("gate-01");
    private static readonly StreamId Stream = new(7);

    private readonly List<TruthEntry> _truth = [new SimulationBegun(Gate, 1) { AtMicroseconds = Start - 1 }];
    private readonly List<StoredRecord> _stored = [];
    private long _made;

    public GateAuditTests()
    {
        Visit(1, Start);
        Visit(2, Start + 5_000_000);
    }

    [Fact]
    public void A_database_that_has_the_truth_has_no_findings()
    {
        var audit = Run();

        Assert.Empty(audit.Findings);
        Assert.Equal((4, 4, 2, 2, 2), (audit.Made, audit.Stored, audit.Visits, audit.Screenings, audit.Passages));
    }

    [Fact]
    public void A_record_left_out_is_missing()
    {
        _stored.RemoveAt(1);
        Finds(AuditFault.Missing);
    }

    [Fact]
    public void The_gate_s_own_bookkeeping_left_out_is_missing()
    {
        _made++;
        Finds(AuditFault.Missing);
    }

    [Fact]
    public void A_record_stored_again_is_doubled()
    {
        _stored.Add(_stored[0]);
        Finds(AuditFault.Doubled);
    }

    [Fact]
    public void A_field_that_changed_is_different()
    {
        Change<Screening>(0, record => record with { DwellMs = 1 });
        Finds(AuditFault.Different);
    }

    [Fact]
    public void An_air_temperature_or_a_screening_s_seq_that_changed_is_different()
    {
        Record(new GateEvent { Type = GateEventType.Tamper }, Start + 9_000_000);
        Change<Screening>(0, record => record with { AirCentiC = 1990 });
        Change<GateEvent>(4, record => record with { ScreeningSeq = 1 });
        Assert.Equal(2, Run().Findings.Count(finding => finding.Fault == AuditFault.Different));
    }

    [Fact]
    public void A_record_from_nowhere_was_never_made()
    {
        _stored.Add(new StoredRecord(Stream, ((Passage)_stored[1].Record) with { Seq = ++_made }));
        Finds(AuditFault.NeverMade);
    }

    [Fact]
    public void A_time_beyond_its_own_error_is_wrong()
    {
        Change<Screening>(0, record => record with { Time = new RecordTime(record.Time.Microseconds + 2_000, 1_000) });
        Finds(AuditFault.WronglyTimed);
    }

    [Fact]
    public void A_time_beyond_the_limit_is_wrong_even_when_admitted()
    {
        Change<Screening>(0, record => record with { Time = new RecordTime(record.Time.Microseconds + 51_000, 60_000) });
        Finds(AuditFault.WronglyTimed);
    }

    [Theory]
    [InlineData(600_000_000, 700_000_000, false)]
    [InlineData(600_000_000, 500_000_000, true)]
    [InlineData(600_000, 900_000, true)]
    public void A_boot_that_never_knew_the_time_may_be_off_by_what_it_admits(long off, long admitted, bool isFound)
    {
        Change<Screening>(0, record => record with { Time = new RecordTime(record.Time.Microseconds + off, admitted) });

        var findings = Run(new AuditLimits { AdmittedBeyond = TimeSpan.FromSeconds(1) }).Findings;

        // People are told apart by the true times: one wrong time is one finding.
        Assert.Equal(isFound ? [AuditFault.WronglyTimed] : [], findings.Select(finding => finding.Fault));
    }

    [Fact]
    public void A_gap_counts_all_its_records()
    {
        _made += 5;
        Assert.Equal(5, Run().Findings.Sum(finding => finding.Records));
    }

    [Fact]
    public void Where_people_are_not_compared_records_still_are()
    {
        _truth.Add(Attempt(3, Start + 20_000_000));
        _stored.RemoveAt(1);

        var findings = Run(new AuditLimits { ComparesPeople = false }).Findings;

        Assert.Equal([AuditFault.Missing], findings.Select(finding => finding.Fault));
    }

    [Fact]
    public void Records_on_their_way_when_a_log_ends_are_undecided_at_its_end()
    {
        RecordsIntended Intend(long intention) => new(intention, [Screening(), Screening()], [Start, Start]) { AtMicroseconds = Start };
        _truth.AddRange([Intend(20), new SimulationBegun(Gate, 1) { AtMicroseconds = Start + 12_000_000 }, Intend(1)]);

        var truth = GateTruth.From(Gate, _truth);

        Assert.Equal((4, 2), (truth.Undecided.Count, truth.UndecidedAtEnd));
    }

    [Fact]
    public void Of_records_on_their_way_that_look_alike_the_nearest_in_time_is_taken()
    {
        var outward = new Passage { Direction = PassageDirection.Outward, End = PassageEnd.Completed };
        RecordsIntended Intend(long at) => new(at, [outward], [at]) { AtMicroseconds = at };
        _truth.AddRange([Intend(Start + 10_000_000), new SimulationBegun(Gate, 1) { AtMicroseconds = Start + 40_000_000 }, Intend(Start + 50_000_000)]);
        _stored.Add(new StoredRecord(Stream, outward with { Seq = _made + 1, Time = new RecordTime(Start + 50_000_000, 1_000) }));

        Assert.DoesNotContain(Run().Findings, finding => finding.Fault is AuditFault.WronglyTimed or AuditFault.NeverMade);
    }

    [Fact]
    public void An_outcome_shown_and_not_recorded_is_found()
    {
        _truth.Add(Attempt(3, Start + 20_000_000));
        Finds(AuditFault.AttemptWithoutScreening);
    }

    [Fact]
    public void A_screening_of_nobody_is_found()
    {
        _truth.RemoveAll(entry => entry is AttemptEnded { Visit: 2 });
        Finds(AuditFault.ScreeningWithoutAttempt);
    }

    [Fact]
    public void A_temperature_that_was_never_served_is_found()
    {
        _truth[_truth.FindIndex(entry => entry is AttemptEnded)] =
            Attempt(1, Start) with { MinObjectWord = Word + 2, MaxObjectWord = Word + 3 };
        Finds(AuditFault.SurfaceNeverServed);
    }

    [Fact]
    public void Lamps_that_said_something_else_are_found()
    {
        _truth[_truth.FindIndex(entry => entry is AttemptEnded)] = Attempt(1, Start) with { Lamp = ScreeningOutcome.Fever };
        Finds(AuditFault.OutcomeUnexplained);
    }

    [Theory]
    [InlineData(2, 0, 0, false)]
    [InlineData(3, 0, 0, true)]
    [InlineData(0, 1, 2, false)]
    [InlineData(0, 2, 0, true)]
    [InlineData(0, 0, 3, true)]
    public void A_summary_that_counts_too_much_is_found(int normal, int manualFever, int manualNormal, bool isFound)
    {
        Record(new GateEvent { Type = GateEventType.ManualFever }, Start + 9_000_000);
        Record(new GateEvent { Type = GateEventType.ManualNormal, Count = 2 }, Start + 9_100_000);
        Record(new GateEvent { Type = GateEventType.ManualNormal, Maintenance = true }, Start + 9_200_000);
        _stored.Add(new StoredRecord(Stream, new Summary
        {
            Seq = ++_made,
            Time = new RecordTime(Start, 1),
            Span = SummarySpan.Day,
            StartSeconds = Start / 1_000_000,
            Normal = normal,
            ManualFever = manualFever,
            ManualNormal = manualNormal,
        }));
        Assert.Equal(isFound, Run().Findings.Any(finding => finding.Fault == AuditFault.SummaryExceedsRecords));
    }

    [Theory]
    [InlineData(ScreeningOutcome.Manual, 5, false)]
    [InlineData(ScreeningOutcome.Manual, 3, true)]
    [InlineData(ScreeningOutcome.Normal, 5, true)]
    public void A_verdict_on_nobody_who_waited_for_one_is_found(ScreeningOutcome outcome, long screening, bool isFound)
    {
        Record(Screening() with { Outcome = outcome, Reason = ScreeningReason.RetriesExhausted }, Start + 9_000_000);
        _truth.Add(Attempt(3, Start + 8_000_000) with { Lamp = outcome });
        Record(new GateEvent { Type = GateEventType.ManualNormal, ScreeningSeq = screening }, Start + 19_000_000);
        Assert.Equal(isFound, Run().Findings.Any(finding => finding.Fault == AuditFault.VerdictUnexplained));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_killed_process_was_about_to_promise_may_be_there_or_not(bool kept)
    {
        var passage = new Passage { Direction = PassageDirection.Outward, End = PassageEnd.Completed };
        _truth.Add(new RecordsIntended(9, [passage], [Start + 9_000_000]) { AtMicroseconds = Start + 9_000_000 });
        _truth.Add(new SimulationBegun(Gate, 1) { AtMicroseconds = Start + 12_000_000 });
        if (kept)
            _stored.Add(new StoredRecord(Stream, passage with { Seq = ++_made, Time = new RecordTime(Start + 9_000_000, 1_000) }));
        Assert.Empty(Run().Findings);
    }

    [Fact]
    public void The_screening_of_somebody_who_was_there_at_a_kill_is_no_finding()
    {
        _truth.Add(new VisitBegun(3, 3660, PassageDirection.Inward) { AtMicroseconds = Start + 9_000_000 });
        Record(Screening(), Start + 9_500_000);
        _truth.Add(new SimulationBegun(Gate, 1) { AtMicroseconds = Start + 12_000_000 });
        Assert.Empty(Run().Findings);
    }

    [Fact]
    public void A_line_of_an_export_is_read() => Assert.Equal(
        _stored[0], StoredRecord.Parse($$"""{"gate":"gate-01","stream":"{{Stream}}","record":{{RecordJson.Write(_stored[0].Record)}}}"""));

    private static AttemptEnded Attempt(long visit, long at) =>
        new(visit, 1, at, 12, Word - 1, Word + 1, 14_650, 14_651, ScreeningOutcome.Normal) { AtMicroseconds = at + 1_400_000 };

    private static Screening Screening() => new()
    {
        Outcome = ScreeningOutcome.Normal,
        BodyCentiC = 3660,
        SurfaceCentiC = Word * 2 - 27315,
        AmbientCentiC = 1985,
        SampleCount = 12,
        DwellMs = 1200,
        Model = BodyModel.HeatBalance,
        ModelVersion = 1,
        ThresholdCentiC = 3730,
        Quality = ScreeningQuality.Clinical,
        Reason = ScreeningReason.None,
    };

    private void Visit(long visit, long at)
    {
        _truth.Add(new VisitBegun(visit, 3660, PassageDirection.Inward) { AtMicroseconds = at });
        Record(Screening(), at + 1_200_000);
        _truth.Add(Attempt(visit, at));
        Record(new Passage { Direction = PassageDirection.Inward, End = PassageEnd.Completed, ScreeningSeq = _made }, at + 3_000_000);
        _truth.Add(new VisitEnded(visit, PassageEnd.Completed) { AtMicroseconds = at + 3_000_000 });
    }

    private void Record(GateRecord record, long at)
    {
        _made++;
        _truth.Add(new RecordsIntended(_made, [record], [at]) { AtMicroseconds = at });
        _truth.Add(new RecordsMade(_made, Stream, [_made]) { AtMicroseconds = at });
        _stored.Add(new StoredRecord(Stream, record with { Seq = _made, Time = new RecordTime(at + 300, 1_000) }));
    }

    private void Change<T>(int index, Func<T, GateRecord> change)
        where T : GateRecord => _stored[index] = _stored[index] with { Record = change((T)_stored[index].Record) };

    private GateAudit Run(AuditLimits? limits = null) => GateAudit.Of(
        GateTruth.From(Gate, _truth), _stored, new Dictionary<StreamId, long> { [Stream] = _made }, limits ?? new AuditLimits());

    private void Finds(AuditFault fault) => Assert.Contains(fault, Run().Findings.Select(finding => finding.Fault));
}
