using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.Contract;
using static Checkpoint.Tests.Unit.Reports.ReportScene;

namespace Checkpoint.Tests.Unit.Reports;

public sealed class DailyReportTests
{
    private static readonly ReportDay Day = new ReportScene().Day;

    [Fact]
    public void Counts_add_up_over_gates_and_by_part()
    {
        var scene = new ReportScene().Gate("west").Gate("east", East)
            .Tells("west", Day, normal: 2, fever: 1, confirmed: 1, manual: 1).Tells("east", Day, community: East, normal: 1);
        var report = scene.Report("230103");
        Assert.Equal(new ReportCounts(120, 24, 24, 0, 0, 24, 0, 0), report.Total);
        Assert.Equal([("230103001", 120L), ("230103002", null)], report.Parts.Select(part => (part.Code, part.Counts?.Persons)));
        Assert.Equal([(West, 96L), (East, 24L)], scene.Report("230103001").Parts.Select(part => (part.Code, part.Counts!.Persons)));
        Assert.Equal([("west", GateReportState.Reported), ("east", GateReportState.ReportedZero)], report.Gates.Select(gate => (gate.Gate, gate.State)));
    }

    [Fact]
    public void Zero_is_claimed_when_every_gate_told_its_whole_day_and_found_no_fever()
    {
        var report = new ReportScene().Gate("aaa").Gate("bbb").Tells("aaa", Day, normal: 1).Tells("bbb", Day).Report();
        Assert.Equal(new ZeroClaim(true, 2, 2, 0), report.Zero);
    }

    [Fact]
    public void With_a_silent_gate_zero_is_told_from_n_of_m_and_not_claimed()
    {
        var report = new ReportScene().Gate("aaa").Gate("bbb").Tells("aaa", Day, normal: 1).Report();
        Assert.Equal(new ZeroClaim(false, 1, 2, 0), report.Zero);
        Assert.Equal((GateReportState.Silent, null), (report.Gates[1].State, report.Gates[1].Counts));
    }

    [Fact]
    public void An_area_without_any_word_has_no_counts_and_claims_nothing()
    {
        var report = new ReportScene().Gate("aaa").Report();
        Assert.Null(report.Total);
        Assert.Equal(new ZeroClaim(false, 0, 1, 0), report.Zero);
        Assert.Equal(new ZeroClaim(false, 0, 0, 0), new ReportScene().Report().Zero);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void A_fever_screened_or_confirmed_is_no_zero(long fever, long confirmed)
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day, hour => hour == 3, fever: fever, confirmed: confirmed)
            .Tells("aaa", Day, hour => hour != 3).Report();
        Assert.False(report.Zero.Claimed);
        Assert.Equal(GateReportState.Reported, report.Gates[0].State);
    }

    [Fact]
    public void Persons_without_a_volunteers_verdict_are_told_beside_the_zero() =>
        Assert.Equal(new ZeroClaim(true, 1, 1, 24), new ReportScene().Gate("aaa").Tells("aaa", Day, manual: 1).Report().Zero);

    [Fact]
    public void Hours_silent_and_hours_out_of_service_are_told_apart()
    {
        var gate = new ReportScene().Gate("aaa").Tells("aaa", Day, hour => hour is < 3 or > 9).Tells("aaa", Day, hour => hour == 5, service: 600)
            .Report().Gates[0];
        Assert.Equal(GateReportState.Partial, gate.State);
        Assert.Equal(
            [(Clock("2026-02-10T03:00+08:00"), Clock("2026-02-10T05:00+08:00")), (Clock("2026-02-10T06:00+08:00"), Clock("2026-02-10T10:00+08:00"))],
            gate.SilentHours.Select(span => (span.From, span.To)));
        Assert.Equal([(Clock("2026-02-10T05:00+08:00"), 600L)], gate.OutOfServiceHours.Select(span => (span.From, span.InServiceSeconds!.Value)));
    }

    [Theory]
    [InlineData(3000, GateReportState.ReportedZero)]
    [InlineData(2999, GateReportState.Partial)]
    public void A_restart_within_an_hour_leaves_it_whole_and_more_does_not(long service, GateReportState expected) =>
        Assert.Equal(expected, new ReportScene().Gate("aaa").Tells("aaa", Day, service: service).Report().Gates[0].State);

    [Fact]
    public void A_silent_gate_is_silent_since_the_end_of_its_last_hour()
    {
        var scene = new ReportScene().Gate("aaa").Gate("new", from: "2026-02-09T12:00:00+08:00").Gate("old")
            .Tells("aaa", Day.Plus(-3), hour => hour < 14);
        Assert.Equal(
            [
                new SilentSince(Clock("2026-02-07T14:00+08:00"), false), new SilentSince(Clock("2026-02-09T12:00+08:00"), false),
                new SilentSince(Clock("2026-02-03T00:00+08:00"), true),
            ],
            scene.Report().Gates.Select(gate => gate.SilentSince));
    }

    [Fact]
    public void A_gate_closed_all_day_is_known_off_and_not_expected()
    {
        var closure = new Closure(Clock("2026-02-09T20:00+08:00"), null, "building works", "Li", Clock("2026-02-09T19:00+08:00"));
        var report = new ReportScene().Gate("aaa").Gate("off", closures: closure).Tells("aaa", Day).Report();
        Assert.Equal(new Coverage(1, 0, 1, 0, 0, 1, 0), report.Coverage);
        Assert.True(report.Zero.Claimed);
        var note = report.Gates[1].Closures.Single();
        Assert.Equal((GateReportState.KnownOff, "building works", closure.Declared), (report.Gates[1].State, note.Reason, note.Declared));
    }

    [Fact]
    public void A_gate_closed_for_a_part_of_the_day_is_expected_for_the_rest()
    {
        var closure = new Closure(Clock("2026-02-10T00:00+08:00"), Clock("2026-02-10T09:30+08:00"), "night", "Li", Clock("2026-02-09T19:00+08:00"));
        var told = new ReportScene().Gate("aaa", closures: closure).Tells("aaa", Day, hour => hour > 9).Tells("aaa", Day, hour => hour == 9, service: 1800);
        Assert.Equal((GateReportState.ReportedZero, 52_200L), (told.Report().Gates[0].State, told.Report().Gates[0].ExpectedSeconds));
        var late = new ReportScene().Gate("aaa", closures: closure).Tells("aaa", Day, hour => hour > 9).Report().Gates[0];
        Assert.Equal(Clock("2026-02-10T09:00+08:00"), late.SilentHours.Single().From);
    }

    [Fact]
    public void A_closed_gate_that_counts_people_all_the_same_is_told_with_its_counts()
    {
        var closure = new Closure(Clock("2026-02-09T20:00+08:00"), null, "works", "Li", Clock("2026-02-09T19:00+08:00"));
        var report = new ReportScene().Gate("off", closures: closure).Tells("off", Day, hour => hour == 9, normal: 3, fever: 1).Report();
        Assert.Equal((GateReportState.Reported, 4L), (report.Gates[0].State, report.Total!.Persons));
        Assert.Single(report.Gates[0].Closures);
    }

    [Fact]
    public void A_gate_that_the_registry_lost_is_unregistered_and_its_counts_stay()
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day).Tells("gone", Day, normal: 1).Report();
        Assert.Equal((1, 24L), (report.Coverage.Unregistered, report.Total!.Persons));
        Assert.Equal((GateReportState.Unregistered, null), (report.Gates[1].State, report.Gates[1].Name));
        Assert.True(report.Zero.Claimed);
    }

    [Fact]
    public void Gates_that_wait_are_told_in_the_districts_report_of_the_days_they_spoke_in()
    {
        var scene = new ReportScene();
        scene.Waiting.Add(new WaitingGate(GateId.Parse("then"), Clock("2026-02-10T10:00+08:00"), Clock("2026-02-10T11:00+08:00"), null, null));
        scene.Waiting.Add(new WaitingGate(GateId.Parse("later"), Clock("2026-02-11T00:00+08:00"), Clock("2026-02-11T11:00+08:00"), null, null));
        Assert.Equal(["then"], scene.Report("230103").Waiting.Select(gate => gate.Gate));
        Assert.Empty(scene.Report(West).Waiting);
    }

    [Fact]
    public void A_gate_is_not_expected_before_it_was_registered_but_what_it_told_counts()
    {
        var scene = new ReportScene().Gate("aaa", from: "2026-02-10T12:00:00+08:00").Tells("aaa", Day, hour => hour >= 11, normal: 1);
        Assert.Equal((GateReportState.ReportedZero, 13L, 43_200L), (scene.Report().Gates[0].State, scene.Report().Total!.Persons, scene.Report().Gates[0].ExpectedSeconds));
        Assert.Empty(new ReportScene().Gate("aaa", from: "2026-02-11T00:00:00+08:00").Report().Gates);
    }

    [Fact]
    public void Of_a_day_that_is_not_over_the_hours_that_are_over_are_judged()
    {
        var scene = new ReportScene { KnownAt = Clock("2026-02-10T02:09+08:00") };
        scene.Gate("aaa").Gate("new").Tells("aaa", Day, hour => hour == 0);
        Assert.Equal([GateReportState.ReportedZero, GateReportState.Silent], scene.Report().Gates.Select(gate => gate.State));
        scene.KnownAt = Clock("2026-02-10T00:30+08:00");
        Assert.Equal(GateReportState.Pending, scene.Report().Gates[1].State);
        scene.KnownAt = Clock("2026-02-10T02:10+08:00");
        Assert.Equal(GateReportState.Partial, scene.Report().Gates[0].State);
        Assert.False(scene.Report().Zero.Claimed);
    }
}
