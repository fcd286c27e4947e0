using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Warnings.Days;
using Checkpoint.DeviceSim.Figures.EarlyWarning;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures.EarlyWarning;

/// <summary>What simulated gates count.</summary>
public class FeverWorldTests
{
    private const int Year = 364;

    private static readonly Town Town = new(TownSize.All[1]);
    private static readonly FeverRates Steady = new() { SilentShare = 0, PartialShare = 0 };

    [Fact]
    public void A_year_has_the_people_and_the_fevers_that_were_asked_for()
    {
        var days = new FeverWorld(Town, Steady, 1).Days(0, Year);
        var (persons, fevers) = (Sum(days, counts => counts.Persons), Sum(days, counts => counts.ScreenedFevers));

        // Weeks of five ordinary days, one of them with 5 % more, and a weekend with 85 and 75 %.
        Assert.Equal(1, persons / (Town.Communities * 1_000 * Year * (5.05 + 0.85 + 0.75) / 7), 0.01);
        Assert.InRange(fevers / (double)persons, 0.0028, 0.0032);
    }

    [Fact]
    public void Winter_has_more_fevers_than_summer_as_the_swing_says()
    {
        var days = new FeverWorld(Town, Steady, 1).Days(0, Year);

        Assert.InRange(Rate(days.Skip(170).Take(28)) / Rate(days.Take(28)), 0.15, 0.25);

        static double Rate(IEnumerable<DistrictDay> some) => Sum(some, counts => counts.ScreenedFevers) / (double)Sum(some, counts => counts.Persons);
    }

    [Fact]
    public void An_outbreak_adds_its_fevers_to_one_community_and_changes_nothing_else()
    {
        var outbreak = new PlantedOutbreak(500, Town.Gates[3].Community, 60);
        var (quiet, ill) = (new FeverWorld(Town, Steady, 7).Days(30, 90), new FeverWorld(Town, Steady, 7).Days(30, 90, outbreak));

        Assert.InRange(Sum(ill, counts => counts.ScreenedFevers) - Sum(quiet, counts => counts.ScreenedFevers), 430, 570);
        Assert.Equal(Elsewhere(quiet), Elsewhere(ill));
        Assert.Equal(Sum(quiet, counts => counts.Persons), Sum(ill, counts => counts.Persons));
        Assert.Equal(500, Enumerable.Range(0, 200).Sum(outbreak.On), 1e-9);

        IEnumerable<ReportCounts?> Elsewhere(IReadOnlyList<DistrictDay> days) =>
            days.SelectMany(day => day.Lines).Where(line => line.Community != outbreak.Community).Select(line => line.Counts).ToList();
    }

    [Fact]
    public void Gates_are_silent_for_days_and_miss_parts_of_others_and_silence_is_not_zero()
    {
        var lines = new FeverWorld(Town, new FeverRates { SilentShare = 0.05, PartialShare = 0.2 }, 1).Days(0, 60).SelectMany(day => day.Lines).ToList();
        var (silent, partial) = (lines.Where(line => line.State == GateReportState.Silent).ToList(), lines.Where(line => line.State == GateReportState.Partial).ToList());

        Assert.All(silent, line => Assert.Equal((null, 0L), (line.Counts, line.InServiceSeconds)));
        Assert.All(partial, line => Assert.InRange(line.InServiceSeconds, 86_400 * 0.4 - 1, 86_400 * 0.9));
        Assert.InRange(silent.Count / (double)lines.Count, 0.05, 0.15);
        Assert.InRange(partial.Count / (double)lines.Count, 0.12, 0.25);
    }

    private static long Sum(IEnumerable<DistrictDay> days, Func<ReportCounts, long> of) =>
        days.SelectMany(day => day.Lines).Sum(line => line.Counts is { } counts ? of(counts) : 0);
}
