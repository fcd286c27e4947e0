using Checkpoint.CloudIngest.Reports;
using static Checkpoint.Tests.Unit.Reports.ReportScene;

namespace Checkpoint.Tests.Unit.Reports;

public sealed class ComparisonTests
{
    private static readonly ReportDay Day = new ReportScene().Day;

    [Fact]
    public void Whole_days_have_a_difference()
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day, normal: 3).Tells("aaa", Day.Plus(-1), normal: 5, fever: 1).Tells("aaa", Day.Plus(-7)).Report();
        Assert.Equal((-72L, -24L), (report.DayBefore.Difference!.Persons, report.DayBefore.Difference.ScreenedFevers));
        Assert.Equal((72L, new DateOnly(2026, 2, 3)), (report.WeekBefore.Difference!.Persons, report.WeekBefore.Day));
        Assert.Empty(report.DayBefore.NotComparable);
    }

    [Fact]
    public void An_incomplete_day_is_not_comparable_and_its_counts_are_still_shown()
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day).Tells("aaa", Day.Plus(-1), hour => hour != 4, normal: 1).Report();
        Assert.Equal((23L, null), (report.DayBefore.Counts!.Persons, report.DayBefore.Difference));
        Assert.Equal([Incomparable.ThatDayIncomplete], report.DayBefore.NotComparable);
        Assert.Equal((null, null), (report.WeekBefore.Counts, report.WeekBefore.Difference));
        Assert.Equal([Incomparable.ThatDayIncomplete], report.WeekBefore.NotComparable);
    }

    [Fact]
    public void Nor_is_a_whole_day_with_an_incomplete_one()
    {
        var report = new ReportScene().Gate("aaa").Tells("aaa", Day, hour => hour == 0).Tells("aaa", Day.Plus(-1)).Report();
        Assert.Equal([Incomparable.ThisDayIncomplete], report.DayBefore.NotComparable);
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29, 23)]
    [InlineData("Europe/Berlin", 2026, 10, 25, 25)]
    [InlineData("America/Havana", 2026, 11, 1, 25)]
    [InlineData("America/Havana", 2026, 3, 8, 23)]
    [InlineData("Asia/Kathmandu", 2026, 3, 29, 24)]
    [InlineData("Asia/Shanghai", 2028, 2, 29, 24)]
    public void A_day_has_as_many_hours_as_its_clocks_show_and_each_is_expected(string zone, int year, int month, int dayOfMonth, int hours)
    {
        var scene = new ReportScene(zone);
        var day = new ReportDay(new DateOnly(year, month, dayOfMonth), scene.Zone);
        Assert.Equal((hours, hours * 3600L), (day.HourStarts.Count, day.EndSeconds - day.StartSeconds));
        Assert.Equal(day.StartSeconds, day.Plus(-1).EndSeconds);
        Assert.Equal(day.EndSeconds, day.Plus(1).StartSeconds);
        scene.Gate("aaa").Tells("aaa", day, normal: 1);
        var whole = scene.Report(day: day);
        Assert.Equal((GateReportState.ReportedZero, hours), (whole.Gates[0].State, (int)whole.Total!.Persons));
        var shorter = new ReportScene(zone).Gate("aaa").Tells("aaa", day, hour => hour < hours - 1).Report(day: day);
        Assert.Equal(day.At(day.EndSeconds - 3600), shorter.Gates[0].SilentHours.Single().From);
    }

    [Fact]
    public void A_leap_day_is_compared_with_the_day_and_the_week_before()
    {
        var report = new ReportScene().Gate("aaa").Report(day: new ReportDay(new DateOnly(2028, 3, 1), Day.Zone));
        Assert.Equal((new DateOnly(2028, 2, 29), new DateOnly(2028, 2, 23)), (report.DayBefore.Day, report.WeekBefore.Day));
    }

    [Fact]
    public void A_gate_that_moved_at_noon_is_expected_by_each_community_for_its_half()
    {
        var scene = new ReportScene().Moves("aaa", ("2026-01-01T00:00:00+08:00", West), ("2026-02-10T12:00:00+08:00", East))
            .Tells("aaa", Day, hour => hour < 12, West, normal: 1).Tells("aaa", Day, hour => hour >= 12, East, normal: 2);
        Assert.Equal((12L, 24L), (scene.Report(West).Total!.Persons, scene.Report(East).Total!.Persons));
        Assert.Equal([GateReportState.ReportedZero, GateReportState.ReportedZero], new[] { West, East }.Select(code => scene.Report(code).Gates.Single().State));
        Assert.Equal(Clock("2026-02-10T12:00+08:00"), scene.Report(West).Gates[0].StoodHere!.To);
        var street = scene.Report("230103001");
        Assert.Equal((2, 1, 36L), (street.Gates.Count, street.Coverage.Expected, street.Total!.Persons));
        Assert.True(street.Zero.Claimed);
        Assert.Single(scene.Report(West, Day.Plus(-1)).Gates);
        Assert.Empty(scene.Report(East, Day.Plus(-1)).Gates);
    }

    [Fact]
    public void The_last_hour_before_a_move_at_midnight_is_told_though_it_was_filed_at_the_new_place()
    {
        var scene = new ReportScene().Moves("aaa", ("2026-01-01T00:00:00+08:00", West), ("2026-02-11T00:00:00+08:00", East))
            .Tells("aaa", Day, hour => hour < 23, West, normal: 1).Tells("aaa", Day, hour => hour == 23, East, normal: 1);
        Assert.Equal(GateReportState.ReportedZero, scene.Report(West).Gates.Single().State);
        Assert.Equal((23L, 1L), (scene.Report(West).Total!.Persons, scene.Report(East).Total!.Persons));
    }

    [Fact]
    public void A_gate_silent_at_its_second_place_is_partial_for_both_together()
    {
        var street = new ReportScene().Moves("aaa", ("2026-01-01T00:00:00+08:00", West), ("2026-02-10T12:00:00+08:00", East))
            .Tells("aaa", Day, hour => hour < 12).Report("230103001");
        Assert.Equal([GateReportState.ReportedZero, GateReportState.Silent], street.Gates.Select(gate => gate.State));
        Assert.Equal(new Coverage(1, 0, 0, 1, 0, 0, 0), street.Coverage);
    }
}
