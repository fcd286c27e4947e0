using Checkpoint.CloudIngest.Store;
using static Checkpoint.DeviceSim.Figures.EarlyWarning.EarlyWarningFormat;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>
/// What each method costs and finds: false warnings a year to the right, outbreaks noticed upwards. Colours that the colour-blind
/// can tell apart (Okabe and Ito), and a letter in each mark.
/// </summary>
public sealed class MethodPlot(EarlyWarningFigures figures)
{
    private const double Least = 0.1;
    private const double Most = 20;
    private const double Bearable = 2;
    private const double Radius = 8;

    private static readonly (string Letter, string Name, string Colour, WatchRule Rule, PlaceLevel? Level)[] Marks =
    [
        ("1", NameOf(WatchRule.C1), "#e69f00", WatchRule.C1, PlaceLevel.Community),
        ("2", NameOf(WatchRule.C2), "#e69f00", WatchRule.C2, PlaceLevel.Community),
        ("3", NameOf(WatchRule.C3), "#e69f00", WatchRule.C3, PlaceLevel.Community),
        ("Σ", NameOf(WatchRule.Cusum), "#cc79a7", WatchRule.Cusum, PlaceLevel.Community),
        ("b", NameOf(WatchRule.BetaBinomial), "#56b4e9", WatchRule.BetaBinomial, PlaceLevel.Community),
        ("B", NameOf(WatchRule.BetaBinomialThreeDays), "#56b4e9", WatchRule.BetaBinomialThreeDays, PlaceLevel.Community),
        ("S", "the service, of the community", "#009e73", WatchRule.Service, PlaceLevel.Community),
        ("A", "the service, of all levels", "#0072b2", WatchRule.Service, null),
    ];

    private readonly PanelGrid _grid = new(
        "False warnings a year and outbreaks noticed, by method, size of community and of outbreak",
        "What each method costs and finds: the nearer to the upper left corner, the better");

    public string Draw()
    {
        Legend();
        _grid.ForEach($"noticed within {DelayTally.Days} days, %", Panel);
        return _grid.Svg.End();
    }

    private void Legend()
    {
        const int InARow = 4;
        const double Step = 220;
        for (var i = 0; i < Marks.Length; i++)
        {
            var (x, y) = (PanelGrid.Left + Radius + (Step * (i % InARow)), 54 + (24 * (i / InARow)));
            Mark(x, y, i);
            _grid.Svg.Text(x + 14, y + 4, Marks[i].Name, "start");
        }

        _grid.Svg.Line(PanelGrid.Left, 102, PanelGrid.Left + 20, 102, PanelGrid.Ink, 1.5);
        _grid.Svg.Text(
            PanelGrid.Left + 28, 106, $"{Number(Bearable, "0")} false warnings a year; marks at the left edge have {Number(Least, "0.0")} or fewer", "start");
    }

    private void Panel(TownSize size, double total, double x, double foot)
    {
        foreach (var tick in new[] { Least, 1, 10 })
        {
            _grid.Svg.Line(Right(x, tick), foot, Right(x, tick), foot - PanelGrid.Height, PanelGrid.Grid);
            _grid.Svg.Text(Right(x, tick), foot + 16, Number(tick, "0.#"), size: 11);
        }

        _grid.Svg.Line(Right(x, Bearable), foot, Right(x, Bearable), foot - PanelGrid.Height, PanelGrid.Ink, 1.5);
        _grid.Svg.Text(x + (PanelGrid.Width / 2), foot + 33, "false warnings per community and year", size: 11);
        for (var i = 0; i < Marks.Length; i++)
        {
            var track = new Track(Marks[i].Rule, Marks[i].Level);
            var cost = track.Level is { } level
                ? figures.Quiet(size).PerArea(track, Areas(size, level))
                : figures.Quiet(size).PerCommunity(track.Rule);
            Mark(Right(x, cost), PanelGrid.Up(foot, figures.Delay(size, total, track).Within(DelayTally.Days).Value), i);
        }
    }

    private void Mark(double x, double y, int mark)
    {
        _grid.Svg.Circle(x, y, Radius, Marks[mark].Colour);
        _grid.Svg.Text(x, y + 4, Marks[mark].Letter, size: 11, bold: true);
    }

    /// <summary>Logarithmic.</summary>
    private static double Right(double x, double aYear) =>
        x + (PanelGrid.Width * Math.Log(Math.Clamp(aYear, Least, Most) / Least) / Math.Log(Most / Least));
}
