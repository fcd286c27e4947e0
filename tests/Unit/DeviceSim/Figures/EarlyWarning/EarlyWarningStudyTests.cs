using System.Xml.Linq;
using Checkpoint.CloudIngest.Store;
using Checkpoint.DeviceSim.Figures.EarlyWarning;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures.EarlyWarning;

/// <summary>Simulated days through the service's own evaluation, and what is written of it.</summary>
public class EarlyWarningStudyTests
{
    private static readonly TownSize Small = TownSize.All[0];
    private static readonly FeverRates Rates = new();
    private static readonly Track Any = new(WatchRule.Service, null);

    private static readonly EarlyWarningFigures Figures = Invented();

    [Fact]
    public void A_planted_outbreak_is_found_at_its_gate_and_in_its_community_within_days()
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var first = OutbreakWatch.Run(new Town(Small), Rates, 200, seed);

            Assert.InRange(first[new Track(WatchRule.Service, PlaceLevel.Gate)], 2, 9);
            Assert.InRange(first[new Track(WatchRule.Service, PlaceLevel.Community)], 2, 9);
            Assert.Equal(first.Where(entry => entry.Key.Rule == WatchRule.Service).Min(entry => entry.Value), first[Any]);
            Assert.All(EarlyWarningFormat.Methods, method => Assert.InRange(first[new Track(method, PlaceLevel.Community)], 1, 9));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_days_and_warnings_and_another_seed_others()
    {
        Assert.Equal(Watched(1), Watched(1));
        Assert.NotEqual(Watched(1), Watched(2));

        static IEnumerable<KeyValuePair<Track, int>> Watched(int seed) => OutbreakWatch.Run(new Town(Small), Rates, 60, seed).OrderBy(entry => entry.ToString());
    }

    [Fact]
    public void In_a_quiet_year_the_service_warns_seldom_and_fewer_are_believed_at_one_percent_than_at_five()
    {
        var year = QuietYear.Run(new Town(Small), Rates, [WatchRule.C2, WatchRule.Service, WatchRule.LooserDiscovery], seed: 1);

        Assert.InRange(year.PerCommunity(WatchRule.Service), 0.05, 1.5);
        Assert.InRange(year.PerCommunity(WatchRule.LooserDiscovery), year.PerCommunity(WatchRule.Service), 2);
        Assert.InRange(year.PerArea(new Track(WatchRule.C2, PlaceLevel.Community), Town.Communities), 6, 14);
        Assert.DoesNotContain(year.Opened.Keys, track => track.Rule == WatchRule.Former);
    }

    [Fact]
    public void Rates_are_warnings_by_years_and_areas()
    {
        var (gate, street) = (new Track(WatchRule.Service, PlaceLevel.Gate), new Track(WatchRule.Service, PlaceLevel.Street));
        var one = QuietTally.None with { Years = 1, Opened = QuietTally.None.Opened.Add(gate, 30) };
        var both = one.Plus(one with { Years = 2, Opened = one.Opened.Add(street, 12) });

        Assert.Equal((3, 60.0 / 36 / 3, 12.0 / 3 / 3), (both.Years, both.PerArea(gate, 36), both.PerArea(street, 3)));
        Assert.Equal(72.0 / 12 / 3, both.PerCommunity(WatchRule.Service));
        Assert.Equal(0, both.PerCommunity(WatchRule.C1));
    }

    [Fact]
    public void The_page_has_a_row_for_each_method_and_level_by_size_and_names_the_command_that_makes_it()
    {
        var page = new EarlyWarningPage(new EarlyWarningStudy(2, 1), Figures).Write("p.svg", "p-days.svg");

        Assert.All(EarlyWarningFormat.Methods, method => Assert.Equal(3, page.Split($"| {EarlyWarningFormat.NameOf(method)} |").Length - 1));
        Assert.All(EarlyWarningFormat.Levels, level => Assert.Equal(3, page.Split($"| {EarlyWarningFormat.NameOf(level)} |").Length - 1));
        Assert.Contains("./checkpoint figures early-warning --seeds 2 --years 1 --out docs/early-warning.md", page);
        Assert.Contains("(p.svg)", page);
        Assert.Contains("(p-days.svg)", page);
        Assert.DoesNotContain("NaN", page);
    }

    [Fact]
    public void The_plots_are_well_formed_the_same_each_time_and_have_a_labelled_panel_for_each_size_of_community_and_outbreak()
    {
        Assert.Equal(new MethodPlot(Figures).Draw(), new MethodPlot(Figures).Draw());
        foreach (var (plot, label) in new[]
                 {
                     (new MethodPlot(Figures).Draw(), "false warnings per community and year"), (new DelayPlot(Figures).Draw(), "day of the outbreak"),
                 })
        {
            var texts = XDocument.Parse(plot).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).ToList();

            Assert.Equal(9, texts.Count(text => text == label));
            Assert.Contains("60 extra fevers, 1 000 persons a day", texts);
            Assert.DoesNotContain("NaN", plot);
        }
    }

    [Fact]
    public void The_committed_page_was_written_by_this_program_and_lies_beside_its_plots()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "docs");
        var page = File.ReadAllText(Path.Combine(folder, "early-warning.md"));

        Assert.StartsWith(EarlyWarningText.Head("early-warning.svg"), page, StringComparison.Ordinal);
        Assert.All(
            [EarlyWarningText.Methods, EarlyWarningText.Reading, EarlyWarningText.Settings, EarlyWarningText.Spread, EarlyWarningText.Assumptions],
            text => Assert.Contains(text, page));
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "early-warning.svg")), StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "early-warning-days.svg")), StringComparison.Ordinal);
    }

    /// <summary>Invented, so that it costs nothing: what is written does not depend on where it comes from.</summary>
    private static EarlyWarningFigures Invented()
    {
        var first = new Dictionary<Track, int>
        {
            [Any] = 4, [new Track(WatchRule.Service, PlaceLevel.Community)] = 4, [new Track(WatchRule.C2, PlaceLevel.Community)] = 2,
        };
        var quiet = new QuietTally(1, QuietTally.None.Opened.Add(new Track(WatchRule.Service, PlaceLevel.Gate), 5));
        return new EarlyWarningFigures(
            (from size in TownSize.All from spread in EarlyWarningStudy.Spreads select (size, spread)).ToDictionary(cell => cell, _ => quiet),
            (from size in TownSize.All from total in EarlyWarningStudy.Totals select (size, total)).ToDictionary(
                cell => cell, _ => new IReadOnlyDictionary<Track, int>[] { first, new Dictionary<Track, int>() }));
    }
}
