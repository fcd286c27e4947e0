using System.Globalization;
using System.Text;
using Checkpoint.Contract.Records;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>The study as a page of Markdown.</summary>
public sealed class ScreeningPage(ScreeningStudy study, IReadOnlyDictionary<ScreeningCell, CellTally> tallies)
{
    /// <param name="plot">File name of the plot beside the page.</param>
    public string Write(string plot)
    {
        var page = new StringBuilder();
        page.Append(ScreeningText.Head(plot));
        page.Append(InShort());
        page.Append(ScreeningText.Reading);
        foreach (var site in ScreeningSite.All)
            page.Append(Section(site));
        page.Append(ScreeningText.Assumptions);
        page.Append(Made());
        return page.ToString();
    }

    /// <summary>Only what the figures say, whatever they say.</summary>
    private string InShort()
    {
        var (coldest, warmest) = (ScreeningCell.OutdoorTemperaturesC.Min(), ScreeningCell.OutdoorTemperaturesC.Max());
        var (waited, straight, told, outdoors) = (ScreeningSite.All[0], ScreeningSite.All[1], ScreeningSite.All[2], ScreeningSite.All[3]);
        var (worst, worstByMelexis) = (WorstLetIn(told, BodyModel.HeatBalance), WorstLetIn(told, BodyModel.MelexisReference));
        return $"""
            ## In short

            With the heat balance, the model that a gate has unless told otherwise:

            - **Everybody waits ten minutes in the warm.** The gate itself finds {Found(waited, warmest)} % of the feverish at
              {Celsius(warmest)} °C outside and {Found(waited, coldest)} % at {Celsius(coldest)} °C; {LetIn(waited, warmest)} % and {LetIn(waited, coldest)} % of them are called normal and go in.
            - **People walk straight to the sensor, and the gate knows.** At {Celsius(coldest)} °C it finds {Found(straight, coldest)} % of the feverish
              by itself and calls {LetIn(straight, coldest)} % of them normal; {ToVolunteer(straight, coldest)} % of the feverish and {HealthyToVolunteer(straight, coldest)} % of the healthy go to
              the volunteer, who is then the one who screens.
            - **The same, but the gate was told that they wait.** This is the danger: it calls up to {Percent(worst.Share)} % of the feverish
              normal (at {Celsius(worst.OutdoorC)} °C; by the Melexis curve up to {Percent(worstByMelexis.Share)} %). Set `Screening:LeastIndoors` to what people really do,
              never to what they should.
            - **No vestibule.** {NothingFound(outdoors)}
            """.ReplaceLineEndings("\n") + "\n\n";
    }

    private string Found(ScreeningSite site, double outdoorC) => Of(site, outdoorC, tally => tally.Feverish.ShareOf(tally.Feverish.CalledFever));

    private string LetIn(ScreeningSite site, double outdoorC) => Of(site, outdoorC, tally => tally.Feverish.ShareOf(tally.Feverish.CalledNormal));

    private string ToVolunteer(ScreeningSite site, double outdoorC) =>
        Of(site, outdoorC, tally => tally.Feverish.ShareOf(tally.Feverish.SentToVolunteer));

    private string HealthyToVolunteer(ScreeningSite site, double outdoorC) =>
        Of(site, outdoorC, tally => tally.Healthy.ShareOf(tally.Healthy.SentToVolunteer));

    private string Of(ScreeningSite site, double outdoorC, Func<CellTally, Share> share) =>
        Percent(share(tallies[new ScreeningCell(site, BodyModel.HeatBalance, outdoorC)]));

    private (double OutdoorC, Share Share) WorstLetIn(ScreeningSite site, BodyModel model) => ScreeningCell.OutdoorTemperaturesC
        .Select(outdoorC => (OutdoorC: outdoorC, tallies[new ScreeningCell(site, model, outdoorC)].Feverish))
        .Select(cell => (cell.OutdoorC, Share: cell.Feverish.ShareOf(cell.Feverish.CalledNormal)))
        .MaxBy(cell => cell.Share.Value);

    private string NothingFound(ScreeningSite site)
    {
        var none = WhereNoneFound(site, BodyModel.HeatBalance);
        return none.Count == 0
            ? "It found some of the feverish at every temperature; see below how few."
            : $"At {Listed(none)} °C the gate itself found no feverish person at all.";
    }

    private List<double> WhereNoneFound(ScreeningSite site, BodyModel model) =>
        [.. ScreeningCell.OutdoorTemperaturesC.Where(outdoorC => tallies[new ScreeningCell(site, model, outdoorC)].Feverish.CalledFever == 0)];

    private static string Listed(List<double> temperatures) => string.Join(", ", temperatures.Select(Celsius));

    private string Section(ScreeningSite site)
    {
        var section = new StringBuilder($"## {site.Title}\n\n{ScreeningText.SettingOf(site)}\n\n");
        section.Append("Of feverish people, %:\n\n");
        section.Append("| model | outside, °C | people | called fever (sensitivity) | sent to the volunteer | called normal | left | s each |\n");
        section.Append("|---|--:|--:|--:|--:|--:|--:|--:|\n");
        ForEach(site, (cell, tally) => section.Append(FeverishRow(cell, tally.Feverish)));
        section.Append("\nOf healthy people, %:\n\n");
        section.Append("| model | outside, °C | people | not called fever (specificity) | called normal | sent to the volunteer | asked again | left | s each |\n");
        section.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        ForEach(site, (cell, tally) => section.Append(HealthyRow(cell, tally.Healthy)));
        section.Append('\n');
        foreach (var note in Notes(site))
            section.Append($"{note}\n\n");
        return section.ToString();
    }

    private void ForEach(ScreeningSite site, Action<ScreeningCell, CellTally> act)
    {
        foreach (var cell in ScreeningCell.All.Where(cell => cell.Site == site))
            act(cell, tallies[cell]);
    }

    private static string FeverishRow(ScreeningCell cell, GroupTally group) => Row(
        cell,
        group,
        PercentAndInterval(group.ShareOf(group.CalledFever)),
        PercentAndInterval(group.ShareOf(group.SentToVolunteer)),
        PercentAndInterval(group.ShareOf(group.CalledNormal)),
        PercentAndInterval(group.ShareOf(group.Left)));

    private static string HealthyRow(ScreeningCell cell, GroupTally group) => Row(
        cell,
        group,
        PercentAndInterval(group.ShareOf(group.People - group.CalledFever)),
        PercentAndInterval(group.ShareOf(group.CalledNormal)),
        PercentAndInterval(group.ShareOf(group.SentToVolunteer)),
        PercentAndInterval(group.ShareOf(group.AskedAgain)),
        PercentAndInterval(group.ShareOf(group.Left)));

    private static string Row(ScreeningCell cell, GroupTally group, params string[] shares) =>
        $"| {NameOf(cell.Model)} | {Celsius(cell.OutdoorC)} | {Number(group.People, "0")} | {string.Join(" | ", shares)} | {Seconds(group)} |\n";

    private IEnumerable<string> Notes(ScreeningSite site)
    {
        foreach (var model in Enum.GetValues<BodyModel>())
        {
            if (WhereNoneFound(site, model) is { Count: > 0 } none)
                yield return $"With the model {NameOf(model)} the gate itself found **no feverish person** at {Listed(none)} °C outside.";
        }

        var doubts = ScreeningCell.All.Where(cell => cell.Site == site).Sum(cell => tallies[cell].SensorDoubts);
        if (doubts > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"Gates came to doubt their own sensor {doubts} times in these days, though nothing was wrong with it.");
    }

    private string Made() => string.Create(CultureInfo.InvariantCulture, $"""
        ## How the figures are made

        ```
        ./checkpoint figures screening --seeds {study.Seeds} --people {study.People} --out docs/screening.md
        ```

        Seeds 1 to {study.Seeds}, each a gate with a sensor of its own on a day of its own, with {study.People} people, drawn half of them feverish; so
        about {study.Seeds * study.People} people in each row pair of the tables, {ScreeningCell.All.Count} circumstances. The same command writes the same bytes again.

        Virtual time, real code: the gateway's own driver reads words with their packet error codes from a simulated bus (with its
        usual rare faults) and simulated registers, its air sensors beside it; its own screening decides, with its standard
        settings, sampled when it asks for it. Left out are what comes after a verdict (records, lamps, barrier) and the
        machine's own delays.
        """).ReplaceLineEndings("\n") + "\n";
}
