using System.Text.Json;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;

namespace Checkpoint.Tests.Unit.Reports.Public;

public sealed class PublicationTests
{
    private static readonly ReportDay Day = new ReportScene().Day;

    private static readonly GateRegistry Registry = new ReportScene().Registry;

    [Fact]
    public void What_is_public_of_every_level_says_the_same_for_worlds_that_differ_only_in_what_is_hidden()
    {
        // West and east had 3 and 4 fevers, or 7 and 0; south 0 or 1, the day before likewise.
        var first = All(Public(3, 4, 9), Public(9, 1, 6));
        var second = All(Public(7, 0, 9), Public(1, 9, 6));
        Assert.Equal(first, second);
        Assert.Contains("\"ScreenedFevers\":16", first, StringComparison.Ordinal);
        Assert.NotEqual(first, All(Public(7, 1, 9), Public(1, 9, 6)));
    }

    [Fact]
    public void A_gate_that_told_zero_looks_as_one_that_told_more_and_a_silent_one_does_not()
    {
        var scene = new ReportScene().Gate("west").Gate("west-2").Gate("east", ReportScene.East).Tells("west", Day, normal: 9).Tells("east", Day, community: ReportScene.East, normal: 9, fever: 1);
        var report = Of(new Publication(1, ReportScene.Clock("2026-02-11T07:00+08:00"), scene.Report("230103")), "230103");
        Assert.Equal([GateReportState.Reported, GateReportState.Silent, GateReportState.Reported], report.Gates.Select(gate => gate.State));
        Assert.Equal(new PublicCoverage(3, 2, 0, 1, 0, false), report.Coverage);
        Assert.Null(report.Gates[1].Counts);
        Assert.NotNull(report.Gates[0].Counts);
    }

    [Fact]
    public void A_comparison_shows_what_both_days_show_and_nothing_of_a_day_that_is_not_public()
    {
        var (today, before) = (Public(30, 40, 50), Public(60, 70, 3));
        var district = Of(today, "230103", before);
        Assert.Equal((120L, 133L, -13L), (district.Total!.ScreenedFevers!.Value, district.DayBefore.Counts!.ScreenedFevers!.Value, district.DayBefore.Difference!.ScreenedFevers!.Value));
        Assert.False(district.WeekBefore.Published);
        Assert.Equal((null, null), (district.WeekBefore.Counts, district.WeekBefore.Difference));
        var street = Of(today, "230103001", before);
        Assert.Equal((70L, null, null), (street.Total!.ScreenedFevers!.Value, street.DayBefore.Counts!.ScreenedFevers, street.DayBefore.Difference!.ScreenedFevers));
        Assert.NotNull(street.DayBefore.Difference.Persons);
    }

    [Fact]
    public void A_gate_whose_id_is_the_digits_of_a_street_is_not_taken_for_it()
    {
        var scene = new ReportScene().Gate("230103002").Gate("south", ReportScene.South)
            .Tells("230103002", Day, normal: 20).Tells("south", Day, community: ReportScene.South, normal: 30);
        var day = new Publication(1, ReportScene.Clock("2026-02-11T07:00+08:00"), scene.Report("230103"));
        Assert.Equal(24 * 30, Of(day, "230103002").Total!.Persons);
        Assert.Equal([24 * 20L, 24 * 30], Of(day, "230103").Parts.Select(part => part.Counts!.Persons!.Value));
    }

    private static Publication Public(int west, int east, int south)
    {
        var scene = new ReportScene().Gate("west").Gate("east", ReportScene.East).Gate("south", ReportScene.South);
        foreach (var (gate, community, fevers) in new[] { ("west", ReportScene.West, west), ("east", ReportScene.East, east), ("south", ReportScene.South, south) })
        {
            scene.Tells(gate, Day, hour => hour > 0, community, normal: 10).Tells(gate, Day, hour => hour == 0, community, normal: 200 - fevers, fever: fevers);
        }

        return new Publication(1, ReportScene.Clock("2026-02-11T07:00+08:00"), scene.Report("230103"));
    }

    private static PublicReport Of(Publication day, string code, Publication? before = null)
    {
        var area = ReportArea.Find(Registry, code)!;
        return day.Of(area, DailyReports.PartsOf(area, Registry), before, null);
    }

    private static string All(Publication day, Publication before) =>
        JsonSerializer.Serialize(ReportArea.All(Registry).Select(area => Of(day, area.Code, before)));
}
