using Checkpoint.CloudIngest.Store;
using static Checkpoint.DeviceSim.Figures.EarlyWarning.EarlyWarningFormat;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>By which day of an outbreak the service has warned, and of whom.</summary>
public sealed class DelayPlot(EarlyWarningFigures figures)
{
    private const double DayWidth = PanelGrid.Width / DelayTally.Days;

    private static readonly (PlaceLevel? Level, string Colour, double Thickness)[] Curves =
    [
        (PlaceLevel.District, "#cc79a7", 2),
        (PlaceLevel.Street, "#e69f00", 2),
        (PlaceLevel.Gate, "#56b4e9", 2),
        (PlaceLevel.Community, "#009e73", 2),
        (null, "#222222", 3),
    ];

    private readonly PanelGrid _grid = new(
        "By which day of an outbreak the service has warned, by level, size of community and of outbreak",
        "By which day of an outbreak the service has warned");

    public string Draw()
    {
        var x = PanelGrid.Left;
        foreach (var (level, colour, thickness) in Curves)
        {
            _grid.Svg.Line(x, 58, x + 24, 58, colour, thickness);
            _grid.Svg.Text(x + 32, 62, NameOf(level), "start");
            x += 160;
        }

        _grid.Svg.Text(PanelGrid.Left, 92, "Day 1 is the first on which somebody may be ill. What a day brings is told on the next morning.", "start");
        _grid.ForEach("outbreaks noticed, %", Panel);
        return _grid.Svg.End();
    }

    private void Panel(TownSize size, double total, double x, double foot)
    {
        foreach (var day in new[] { 1, 4, 7, 10, DelayTally.Days })
            _grid.Svg.Text(x + (DayWidth * day), foot + 16, Number(day, "0"), size: 11);
        _grid.Svg.Text(x + (PanelGrid.Width / 2), foot + 33, "day of the outbreak", size: 11);
        foreach (var (level, colour, thickness) in Curves)
        {
            var tally = figures.Delay(size, total, new Track(WatchRule.Service, level));
            for (var day = 1; day <= DelayTally.Days; day++)
                _grid.Svg.Line(At(day - 1), Height(day - 1), At(day), Height(day), colour, thickness);

            double Height(int day) => PanelGrid.Up(foot, tally.Within(day).Value);
        }

        double At(int day) => x + (DayWidth * day);
    }
}
