using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.Tests.Unit.Reports;

namespace Checkpoint.Tests.Unit.Warnings.Days;

public sealed class AreaDaysTests
{
    [Fact]
    public void Fevers_are_of_each_gate_the_more_of_those_screened_and_those_confirmed()
    {
        var scene = new ReportScene().Gate("west").Gate("cold");
        scene.Tells("west", scene.Day, normal: 10, fever: 2, confirmed: 1).Tells("cold", scene.Day, normal: 1, manual: 10, confirmed: 3);

        Assert.Equal((24 * 5, 24 * 23, 24 * 2, 24 * 4), Counts(AreaDays.OfArea(scene.Day, Lines(scene))!));
    }

    [Fact]
    public void Nobody_is_feverish_among_fewer_than_themselves()
    {
        var scene = new ReportScene().Gate("west");
        scene.Tells("west", scene.Day, hour => hour == 0, confirmed: 3).Tells("west", scene.Day, hour => hour > 0);

        Assert.Equal((3, 3, 0, 3), Counts(AreaDays.OfArea(scene.Day, Lines(scene))!));
    }

    [Fact]
    public void A_whole_day_without_fever_is_zero_and_a_part_of_one_is_not()
    {
        var scene = new ReportScene().Gate("west").Gate("east");
        scene.Tells("west", scene.Day, normal: 1).Tells("east", scene.Day, hour => hour < 18, normal: 1);
        var lines = Lines(scene);

        Assert.Equal(AreaDayState.Zero, AreaDays.OfGate(scene.Day, lines[1])!.State);
        Assert.Equal((AreaDayState.Partial, 0.75), (AreaDays.OfGate(scene.Day, lines[0])!.State, AreaDays.OfGate(scene.Day, lines[0])!.Coverage));
        Assert.Equal((AreaDayState.Partial, 0.875), (AreaDays.OfArea(scene.Day, lines)!.State, AreaDays.OfArea(scene.Day, lines)!.Coverage));
    }

    [Fact]
    public void A_gate_that_stood_there_for_half_a_day_has_told_half_a_day()
    {
        var scene = new ReportScene().Moves("moves", ("2026-01-01T00:00:00+08:00", ReportScene.West), ("2026-02-10T12:00:00+08:00", ReportScene.East));
        scene.Tells("moves", scene.Day, hour => hour < 12, normal: 1).Tells("moves", scene.Day, hour => hour >= 12, ReportScene.East, normal: 1);

        Assert.All(Lines(scene), line => Assert.Equal(
            (AreaDayState.Partial, 0.5), (AreaDays.OfGate(scene.Day, line)!.State, AreaDays.OfGate(scene.Day, line)!.Coverage)));
        Assert.Equal((AreaDayState.Zero, 1.0), (AreaDays.OfArea(scene.Day, Lines(scene))!.State, AreaDays.OfArea(scene.Day, Lines(scene))!.Coverage));
    }

    [Fact]
    public void Where_nothing_was_expected_there_is_no_day()
    {
        var scene = new ReportScene();

        Assert.Null(AreaDays.OfArea(scene.Day, []));
        Assert.Null(AreaDays.OfGate(scene.Day, null));
    }

    private static (int?, int?, int?, int?) Counts(AreaDay day) => (day.Fevers, day.Persons, day.Screened, day.Confirmed);

    private static IReadOnlyList<GateLine> Lines(ReportScene scene) =>
        GateLines.Of(ReportArea.Find(scene.Registry, "230103001")!, scene.Day, scene.Facts());
}
