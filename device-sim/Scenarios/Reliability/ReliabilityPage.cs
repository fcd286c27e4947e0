using System.Globalization;
using System.Text;
using Checkpoint.DeviceSim.Figures;

namespace Checkpoint.DeviceSim.Scenarios.Reliability;

/// <summary>The results of campaigns as a page of Markdown. The same results give the same bytes.</summary>
/// <param name="plantedBugs">A table of bugs planted on purpose and what noticed them; empty for none.</param>
public sealed class ReliabilityPage(IReadOnlyList<CampaignResult> campaigns, string plantedBugs = "")
{
    public string Write()
    {
        var page = new StringBuilder(ReliabilityText.Head);
        page.Append(Verdict());
        page.Append(Table());
        page.Append(Bounds());
        if (plantedBugs.Length > 0)
            page.Append(ReliabilityText.PlantedBugs).Append(plantedBugs).Append('\n');
        page.Append(ReliabilityText.Reading);
        page.Append(ReliabilityText.Limits);
        page.Append(Details());
        page.Append(Commands());
        return page.ToString();
    }

    /// <summary>Only what the figures say, whatever they say.</summary>
    private string Verdict()
    {
        var findings = campaigns.Sum(campaign => campaign.Findings);
        var made = Count(campaigns.Sum(campaign => campaign.Made));
        return findings == 0
            ? $"In all campaigns together {made} records were made: none was lost, none doubled, none wrongly timed, and nothing else was found.\n\n"
            : $"**Something was found**: {Count(campaigns.Sum(campaign => campaign.Lost))} of {made} records lost, "
                + $"{Count(campaigns.Sum(campaign => campaign.Doubled))} doubled, {Count(campaigns.Sum(campaign => campaign.WronglyTimed))} wrongly timed, "
                + $"{Count(campaigns.Sum(campaign => campaign.OtherFindings))} other findings.\n\n";
    }

    private string Table()
    {
        var table = new StringBuilder("| fault | trials | records made | stored | lost | doubled | wrongly timed | other findings | took | day |\n");
        table.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
        foreach (var one in campaigns)
        {
            long[] counts = [one.Made, one.Stored, one.Lost, one.Doubled, one.WronglyTimed, one.OtherFindings];
            table.Append(CultureInfo.InvariantCulture, $"| {one.Fault} | {Count(one.Trials)} {one.TrialsAre} | {string.Join(" | ", counts.Select(Count))} ");
            table.Append(CultureInfo.InvariantCulture, $"| {FigureFormat.Number(one.Hours * 60, "0")} min | {one.Day:yyyy-MM-dd} |\n");
        }

        table.Append('\n');
        foreach (var one in campaigns.Where(campaign => campaign.Note.Length > 0))
            table.Append(CultureInfo.InvariantCulture, $"- **{one.Fault}**: {one.Note}\n");
        return table.Append('\n').ToString();
    }

    private string Bounds()
    {
        var table = new StringBuilder("## What these runs prove\n\n");
        table.Append("With 95 % confidence the probability of losing a record is below:\n\n");
        table.Append("| fault | per trial | per record |\n|---|--:|--:|\n");
        foreach (var one in campaigns)
        {
            // How many trials the losses fell on is not known: at most one each.
            var trials = new Share(Math.Min(one.Lost, one.Trials), one.Trials);
            var records = new Share(Math.Min(one.Lost, one.Made), one.Made);
            table.Append(CultureInfo.InvariantCulture, $"| {one.Fault} | {Bound(trials)} | {Bound(records)} |\n");
        }

        return table.Append('\n').ToString();
    }

    private string Details()
    {
        var details = campaigns.SelectMany(campaign => campaign.Details).ToList();
        return details.Count == 0 ? "" : $"## What was found\n\n{string.Concat(details.Select(detail => $"- `{detail.Replace('`', '\'')}`\n"))}\n";
    }

    private string Commands() => $"""
        ## How the figures are made

        ```
        {string.Join("\n", campaigns.Select(campaign => campaign.Command).Concat(plantedBugs.Length > 0 ? ["./checkpoint soak --mutations"] : []).Append("./checkpoint soak --report --out docs/reliability.md"))}
        ```

        Each campaign leaves its figures in `artifacts/soak`; the last line writes this page from all that are there.
        """.ReplaceLineEndings("\n") + "\n";

    /// <summary>Rounded to the side that claims less; nothing for nothing tried.</summary>
    private static string Bound(Share seen) => seen.Total == 0 ? "–" : $"1 in {Count((long)(1 / ExactBound.MostOf(seen)))}";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
