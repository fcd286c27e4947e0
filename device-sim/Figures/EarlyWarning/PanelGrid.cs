using static Checkpoint.DeviceSim.Figures.EarlyWarning.EarlyWarningFormat;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures.EarlyWarning;

/// <summary>A panel for each size of community, from left to right, and of outbreak, from above; shares upwards.</summary>
internal sealed class PanelGrid
{
    public const double Width = 250;
    public const double Height = 160;
    public const double Left = 84;
    public const string Grid = "#dddddd";
    public const string Ink = "#222222";

    private const double Top = 156;
    private const double Gap = 40;
    private const double RowGap = 84;

    public PanelGrid(string title, string heading)
    {
        var (columns, rows) = (TownSize.All.Count, Outbreaks.Count);
        Svg = new Svg(Left + (columns * (Width + Gap)), Top + (rows * (Height + RowGap)), title);
        Svg.Text(Left, 28, heading, "start", 17, bold: true);
    }

    public Svg Svg { get; }

    /// <param name="draw">Gets the panel's size of community and of outbreak, its left and its lower edge.</param>
    public void ForEach(string shareLabel, Action<TownSize, double, double, double> draw)
    {
        for (var row = 0; row < Outbreaks.Count; row++)
        {
            for (var column = 0; column < TownSize.All.Count; column++)
            {
                var (size, total) = (TownSize.All[column], Outbreaks[row]);
                var (x, top) = (Left + (column * (Width + Gap)), Top + (row * (Height + RowGap)));
                Svg.Text(x, top - 12, $"{Number(total, "0")} extra fevers, {Persons(size)} persons a day", "start", 12, bold: true);
                Shares(x, top);
                if (column == 0)
                    Svg.Text(x - 46, top + (Height / 2), shareLabel, size: 11, degrees: -90);
                draw(size, total, x, top + Height);
            }
        }
    }

    public static double Up(double foot, double share) => foot - (Height * share);

    private void Shares(double x, double top)
    {
        for (var percent = 0; percent <= 100; percent += 25)
        {
            var at = Up(top + Height, percent / 100.0);
            Svg.Line(x, at, x + Width, at, percent == 0 ? Ink : Grid);
            Svg.Text(x - 6, at + 4, Number(percent, "0"), "end", 11);
        }
    }
}
