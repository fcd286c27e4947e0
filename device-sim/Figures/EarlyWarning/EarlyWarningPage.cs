using System.Globalization;
using System.Text;
using Checkpoint.CloudIngest.Store;
using static Checkpoint.DeviceSim.Figures.EarlyWarning.EarlyWarningFormat;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>The study as a page of Markdown.</summary>
public sealed class EarlyWarningPage(EarlyWarningStudy study, EarlyWarningFigures figures)
{
    private const int Week = 7;

    private static readonly WatchRule[] Compared = [WatchRule.Service, WatchRule.Former, WatchRule.LooserDiscovery, WatchRule.WithC2];

    private static readonly string SizeColumns = string.Join(" | ", TownSize.All.Select(size => $"{Persons(size)} persons"));

    private static readonly Track Any = new(WatchRule.Service, null);

    /// <param name="plot">File name of the methods' plot beside the page.</param>
    /// <param name="days">Of the service's.</param>
    public string Write(string plot, string days)
    {
        var page = new StringBuilder();
        page.Append(EarlyWarningText.Head(plot));
        page.Append(InShort());
        page.Append(EarlyWarningText.Methods);
        page.Append(EarlyWarningText.Reading);
        page.Append("## Each method by itself, on the days of a community\n\n");
        foreach (var size in TownSize.All)
            page.Append(Table($"### {Persons(size)} persons screened a day", "method", size, EarlyWarningFormat.Methods.Select(MethodRow).Append(ServiceRow)));
        page.Append(EarlyWarningText.Levels(days));
        foreach (var size in TownSize.All)
            page.Append(Table($"### Communities with {Persons(size)} persons screened a day", "warning of", size, Levels.Select(LevelRow).Append(AnyRow)));
        page.Append(EarlyWarningText.Settings);
        page.Append(Settings());
        page.Append(EarlyWarningText.Spread);
        page.Append(Spread());
        page.Append(EarlyWarningText.Assumptions);
        page.Append(Made());
        return page.ToString();
    }

    /// <summary>Only what the figures say, whatever they say.</summary>
    private string InShort()
    {
        var ears = new[] { WatchRule.C1, WatchRule.C2, WatchRule.C3 }.SelectMany(rule => TownSize.All.Select(size => OfCommunity(size, rule))).ToList();
        return $"""
            ## In short

            The three figures in a row are for communities with {string.Join(", ", TownSize.All.Select(Persons))} persons screened a day, in a district of {Town.Communities}.

            - **False warnings.** With its standard settings the service gives {Each(size => Rate(figures.Quiet(size).PerCommunity(WatchRule.Service)))} false
              warnings per community and year, those of its gates, of its part in street and district included.
            - **A small outbreak** ({Number(Outbreaks[0], "0")} fevers in all beyond the usual ones, within a month) is noticed within {DelayTally.Days} days in {Found(Outbreaks[0])} % of cases;
              even without any outbreak {Found(0)} % of such fortnights have a warning. Numbers alone don't find it: look at the list of fevers.
            - **A middling one** ({Number(Outbreaks[1], "0")} fevers) is noticed within {DelayTally.Days} days in {Found(Outbreaks[1])} % of cases.
            - **A large one** ({Number(Outbreaks[2], "0")} fevers) is noticed in {Found(Outbreaks[2])} %; half of these by day {Each(size => Median(size, Outbreaks[2]))}.
            - **The published thresholds of EARS** are for watching with staff who look at every signal: C1, C2 and C3 would warn {Rate(ears.Min())} to {Rate(ears.Max())} times
              a year for one community's days alone, with no outbreak at all. So they are off unless an operator turns them on.
            """.ReplaceLineEndings("\n") + "\n\n";
    }

    private static string Each(Func<TownSize, string> of) => string.Join(", ", TownSize.All.Select(of));

    private string Found(double total) => Each(size => Whole(figures.Delay(size, total, Any).Within(DelayTally.Days)));

    private string Median(TownSize size, double total) => figures.Delay(size, total, Any).Quantile(0.5) is { } day ? Number(day, "0") : $"later than {DelayTally.Days}";

    private double OfCommunity(TownSize size, WatchRule rule) => OfLevel(size, new Track(rule, PlaceLevel.Community));

    private double OfLevel(TownSize size, Track track) => figures.Quiet(size).PerArea(track, Areas(size, track.Level!.Value));

    private static string Table(string title, string first, TownSize size, IEnumerable<Func<TownSize, string>> rows)
    {
        var table = new StringBuilder($"{title}\n\n| {first} | false warnings a year | by chance within {DelayTally.Days} days, % |");
        foreach (var total in Outbreaks)
            table.Append(CultureInfo.InvariantCulture, $" {total} fevers: within {Week} days, % | within {DelayTally.Days} days, % | day |");
        table.Append("\n|---|--:|--:|").Insert(table.Length, "--:|--:|--:|", Outbreaks.Count).Append('\n');
        foreach (var row in rows)
            table.Append(row(size));
        return table.Append('\n').ToString();
    }

    private Func<TownSize, string> MethodRow(WatchRule rule) => size =>
        Row(size, NameOf(rule), new Track(rule, PlaceLevel.Community), OfCommunity(size, rule));

    private string ServiceRow(TownSize size) =>
        Row(size, "**the service**", new Track(WatchRule.Service, PlaceLevel.Community), OfCommunity(size, WatchRule.Service));

    private Func<TownSize, string> LevelRow(PlaceLevel level) => size =>
        Row(size, NameOf(level), new Track(WatchRule.Service, level), OfLevel(size, new Track(WatchRule.Service, level)));

    private string AnyRow(TownSize size) =>
        Row(size, $"**{NameOf((PlaceLevel?)null)}**", Any, figures.Quiet(size).PerCommunity(WatchRule.Service));

    private string Row(TownSize size, string name, Track track, double aYear)
    {
        var cells = Outbreaks.Select(total => figures.Delay(size, total, track))
            .Select(tally => $"{Whole(tally.Within(Week))} | {Whole(tally.Within(DelayTally.Days))} | {Days(tally)}");
        var byChance = Whole(figures.Delay(size, 0, track).Within(DelayTally.Days));
        return $"| {name} | {Rate(aYear)} | {byChance} | {string.Join(" | ", cells)} |\n";
    }

    private string Settings() => BySize(Compared.SelectMany(SettingRows));

    private IEnumerable<(string Name, Func<TownSize, string> Cell)> SettingRows(WatchRule rule)
    {
        yield return ($"**{NameOf(rule)}**: false warnings per community and year", size => Rate(figures.Quiet(size).PerCommunity(rule)));
        foreach (var total in Outbreaks)
            yield return ($"{Number(total, "0")} fevers noticed within {DelayTally.Days} days, %", size => Whole(Noticed(size, total)));

        Share Noticed(TownSize size, double total) => figures.Delay(size, total, new Track(rule, null)).Within(DelayTally.Days);
    }

    private string Spread() => BySize(
        [
            .. from rule in EarlyWarningStudy.UnderOtherSpreads
               from spread in EarlyWarningStudy.Spreads
               select ($"{NameOf(rule)}: {SpreadName(spread)}", (Func<TownSize, string>)(size => Rate(figures.Quiet(size, spread).PerCommunity(rule)))),
        ]);

    private static string SpreadName(double spread) => spread switch
    {
        0 => "days differ by chance only",
        1 => "as assumed",
        _ => $"{Number(spread, "0.#")} times as much",
    };

    private static string BySize(IEnumerable<(string Name, Func<TownSize, string> Cell)> rows)
    {
        var table = new StringBuilder($"| | {SizeColumns} |\n|---|{string.Concat(TownSize.All.Select(_ => "--:|"))}\n");
        foreach (var (name, cell) in rows)
            table.Append($"| {name} | {string.Join(" | ", TownSize.All.Select(cell))} |\n");
        return table.Append('\n').ToString();
    }

    private string Made() => string.Create(CultureInfo.InvariantCulture, $"""
        ## How the figures are made

        ```
        ./checkpoint figures early-warning --seeds {study.Seeds} --years {study.Years} --out docs/early-warning.md
        ```

        {study.Seeds} outbreaks of each size in communities of each size, and {study.Years} {(study.Years == 1 ? "year" : "years")} of a district ({study.Years * Town.Communities} of a community) of each size without any. The
        same command writes the same bytes again. Chance alone moves a share of {study.Seeds} by up to {100 * Half(study.Seeds):0} percentage points (95 %), and a rate of one a year
        by about {200 / Math.Sqrt(study.Years * Town.Communities):0} %.

        Simulated counts, real code: days of gates are added up into areas, held against what was usual, believed or not, and
        made into warnings by the service's own code with its own settings. Left out are the way of a record to the database, data that comes
        late, gates that are moved or new, and what people do with a warning, of whom it is supposed that they close it the same day.
        """).ReplaceLineEndings("\n") + "\n";

    private static double Half(int seeds)
    {
        var (least, most) = new Share(seeds / 2, seeds).Interval();
        return (most - least) / 2;
    }
}
