using System.Xml.Linq;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Figures;

namespace Checkpoint.Tests.Unit.DeviceSim.Figures;

/// <summary>Simulated people through the real driver and lane in virtual time, and what is written of it.</summary>
public class ScreeningStudyTests
{
    private static readonly ScreeningSite Waits = ScreeningSite.All[0];
    private static readonly ScreeningSite Straight = ScreeningSite.All[1];
    private static readonly ScreeningSite ToldWrongly = ScreeningSite.All[2];
    private static readonly ScreeningSite Outdoors = ScreeningSite.All[3];

    [Fact]
    public void The_same_seeds_write_the_same_page_and_plot_byte_for_byte()
    {
        Assert.Equal(Written(), Written());

        static (string Page, string Plot) Written()
        {
            var study = new ScreeningStudy(Seeds: 2, People: 3);
            var tallies = study.Run(ScreeningCell.All);
            return (new ScreeningPage(study, tallies).Write("plot.svg"), new ScreeningPlot(tallies).Draw());
        }
    }

    [Fact]
    public void Other_seeds_are_other_people()
    {
        var cell = new ScreeningCell(Waits, BodyModel.HeatBalance, -5);

        Assert.NotEqual(new GateDay(cell, 1, 20).Run(), new GateDay(cell, 2, 20).Run());
    }

    [Fact]
    public void Everybody_who_came_is_in_one_group_and_came_to_one_end()
    {
        var (tally, study) = Run(Waits, 20, people: 60);

        Assert.Equal(study.Seeds * study.People, tally.Feverish.People + tally.Healthy.People);
        Assert.All([tally.Feverish, tally.Healthy], group =>
        {
            Assert.True(group.People > 30);
            Assert.Equal(group.People, group.CalledFever + group.SentToVolunteer + group.CalledNormal + group.Left);
        });
    }

    [Fact]
    public void In_the_warm_the_gate_finds_most_fevers_and_lets_nearly_all_healthy_people_in()
    {
        var (tally, _) = Run(Waits, 20, people: 150);

        Assert.InRange(tally.Feverish.ShareOf(tally.Feverish.CalledFever).Value, 0.6, 0.95);
        Assert.InRange(tally.Healthy.ShareOf(tally.Healthy.CalledNormal).Value, 0.9, 1);
        Assert.InRange(tally.Healthy.SecondsEach, 1.4, 3);
    }

    /// <summary>A screening that cannot know must not say "normal".</summary>
    [Theory]
    [InlineData(BodyModel.HeatBalance)]
    [InlineData(BodyModel.MelexisReference)]
    public void A_gate_that_knows_that_people_come_straight_from_the_cold_calls_nobody_normal(BodyModel model)
    {
        var (tally, _) = Run(Straight, -15, people: 60, model);

        Assert.Equal((0, 0), (tally.Feverish.CalledNormal, tally.Healthy.CalledNormal));
        Assert.InRange(tally.Feverish.ShareOf(tally.Feverish.SentToVolunteer).Value, 0.7, 1);
    }

    [Fact]
    public void A_gate_that_was_told_wrongly_that_people_wait_lets_fevers_in()
    {
        var (tally, _) = Run(ToldWrongly, -5, people: 60);

        Assert.InRange(tally.Feverish.ShareOf(tally.Feverish.CalledNormal).Value, 0.2, 0.9);
    }

    [Fact]
    public void A_sensor_out_in_the_cold_finds_nobody_and_sends_all_who_stay_to_the_volunteer()
    {
        var (tally, _) = Run(Outdoors, -15, people: 60);

        Assert.All([tally.Feverish, tally.Healthy], group => Assert.Equal((0, 0), (group.CalledFever, group.CalledNormal)));
        Assert.InRange(tally.Healthy.ShareOf(tally.Healthy.SentToVolunteer).Value, 0.9, 1);
    }

    [Fact]
    public void A_part_is_as_wrong_as_its_datasheet_lets_it_be_where_it_hangs()
    {
        Assert.Equal([0.2, 0.2, 0.5, 1, 1, 2], new double[] { 20, 16, 5, -5, -20, -25 }.Select(SensorError.PromisedC));
        Assert.Equal(
            SensorError.Of(3, new ScreeningCell(Waits, BodyModel.HeatBalance, -25)) * 10,
            SensorError.Of(3, new ScreeningCell(Outdoors, BodyModel.HeatBalance, -25)),
            9);
    }

    [Fact]
    public void The_page_says_plainly_where_no_fever_was_found_and_what_its_own_command_was()
    {
        var page = Page(found: 0);

        Assert.Contains("the gate itself found **no feverish person** at 20, 5, −5, −15, −25 °C outside", page);
        Assert.Contains("--seeds 7 --people 11 ", page);
        Assert.Contains("| heat balance | −25 | 4 | 0.0 (0.0–49.0) | 100.0 (51.0–100.0) | 0.0 (0.0–49.0) | 0.0 (0.0–49.0) | 2.0 |", page);
        Assert.DoesNotContain("no feverish person", Page(found: 1));
    }

    [Fact]
    public void The_page_says_when_a_sound_sensor_was_doubted()
    {
        Assert.DoesNotContain("doubt their own sensor", Page(found: 1));
        Assert.Contains("doubt their own sensor 30 times", Page(found: 1, doubts: 3));
    }

    [Fact]
    public void Nobody_is_no_number()
    {
        var tallies = ScreeningCell.All.ToDictionary(cell => cell, _ => CellTally.None);

        Assert.DoesNotContain("NaN", new ScreeningPage(new ScreeningStudy(1, 1), tallies).Write("p.svg") + new ScreeningPlot(tallies).Draw());
    }

    [Fact]
    public void The_plot_is_well_formed_with_labelled_axes_and_a_panel_for_each_site_model_and_kind_of_people()
    {
        var plot = XDocument.Parse(new ScreeningPlot(Tallies(found: 1, doubts: 0)).Draw());
        var texts = plot.Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value).ToList();
        var panels = ScreeningSite.All.Count * 4;

        Assert.Equal(panels, texts.Count(text => text == "outside, °C"));
        Assert.Equal(4, texts.Count(text => text == "share of people, %"));
        Assert.All(ScreeningSite.All, site => Assert.Equal(4, texts.Count(text => text == site.Name)));
        Assert.Equal(panels, texts.Count(text => text == "−25"));
    }

    [Fact]
    public void The_committed_page_was_written_by_this_program_and_lies_beside_its_plot()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "docs");
        var page = File.ReadAllText(Path.Combine(folder, "screening.md"));

        Assert.StartsWith(ScreeningText.Head("screening.svg"), page, StringComparison.Ordinal);
        Assert.Contains(ScreeningText.Reading, page);
        Assert.Contains(ScreeningText.Assumptions, page);
        Assert.Contains("What becomes of people at the gate, %", File.ReadAllText(Path.Combine(folder, "screening.svg")));
    }

    private static (CellTally Tally, ScreeningStudy Study) Run(
        ScreeningSite site, double outdoorC, int people, BodyModel model = BodyModel.HeatBalance)
    {
        var study = new ScreeningStudy(Seeds: 2, people);
        var cell = new ScreeningCell(site, model, outdoorC);
        return (study.Run([cell])[cell], study);
    }

    private static string Page(int found, int doubts = 0) =>
        new ScreeningPage(new ScreeningStudy(7, 11), Tallies(found, doubts)).Write("plot.svg");

    private static Dictionary<ScreeningCell, CellTally> Tallies(int found, int doubts)
    {
        var group = new GroupTally { People = 4, CalledFever = found, SentToVolunteer = 4 - found, Microseconds = 8_000_000 };
        return ScreeningCell.All.ToDictionary(cell => cell, _ => new CellTally(group, group, doubts));
    }
}
