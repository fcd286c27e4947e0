using Checkpoint.Contract.Records;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>
/// The study as a plot: what becomes of people, in stacked bars by the temperature outside, one panel for each site, model and
/// kind of people. Colours that the colour-blind can tell apart (Okabe and Ito).
/// </summary>
public sealed class ScreeningPlot(IReadOnlyDictionary<ScreeningCell, CellTally> tallies)
{
    private const double PanelWidth = 225;
    private const double PanelHeight = 150;
    private const double PanelGap = 30;
    private const double RowGap = 96;
    private const double Left = 80;
    private const double Top = 128;
    private const double Right = 24;
    private const double Bottom = 40;
    private const double BarShare = 0.66;
    private const string Grid = "#dddddd";
    private const string Ink = "#222222";

    private static readonly (string Name, string Colour, Func<GroupTally, long> Count)[] Parts =
    [
        ("called fever", "#d55e00", group => group.CalledFever),
        ("sent to the volunteer", "#f0e442", group => group.SentToVolunteer),
        ("left without a verdict", "#bbbbbb", group => group.Left),
        ("called normal", "#009e73", group => group.CalledNormal),
    ];

    private static readonly (string Title, BodyModel Model, Func<CellTally, GroupTally> Group)[] Rows =
    [
        .. from people in new (string Title, Func<CellTally, GroupTally> Group)[]
               { ("Feverish people", tally => tally.Feverish), ("Healthy people", tally => tally.Healthy) }
           from model in Enum.GetValues<BodyModel>()
           select ($"{people.Title}, {NameOf(model)}", model, people.Group),
    ];

    private readonly Svg _svg = new(
        Left + (ScreeningSite.All.Count * (PanelWidth + PanelGap)) - PanelGap + Right,
        Top + (Rows.Length * (PanelHeight + RowGap)) - RowGap + Bottom + 24,
        "What becomes of people at a gate, by temperature outside, site and model");

    public string Draw()
    {
        Head();
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var column = 0; column < ScreeningSite.All.Count; column++)
                Panel(row, column);
        }

        return _svg.End();
    }

    private void Head()
    {
        _svg.Text(Left, 28, "What becomes of people at the gate, %", "start", 18, bold: true);
        var x = Left;
        foreach (var (name, colour, _) in Parts)
        {
            _svg.Box(x, 44, 14, 14, colour);
            _svg.Text(x + 20, 56, name, "start", 13);
            x += 44 + (7.4 * name.Length);
        }

        _svg.Line(x + 7, 43, x + 7, 59, Ink, 1.5);
        _svg.Text(x + 20, 56, "95 % interval of “called fever”", "start", 13);
    }

    private void Panel(int row, int column)
    {
        var (title, model, group) = Rows[row];
        var site = ScreeningSite.All[column];
        var (x, y) = (Left + (column * (PanelWidth + PanelGap)), Top + (row * (PanelHeight + RowGap)));
        if (column == 0)
            _svg.Text(Left, y - 34, title, "start", 14, bold: true);
        _svg.Text(x, y - 12, site.Name, "start", 13);
        Axes(x, y, isFirst: column == 0);
        var step = PanelWidth / ScreeningCell.OutdoorTemperaturesC.Count;
        for (var i = 0; i < ScreeningCell.OutdoorTemperaturesC.Count; i++)
        {
            var outdoorC = ScreeningCell.OutdoorTemperaturesC[i];
            var middle = x + ((i + 0.5) * step);
            Bar(middle, y, step * BarShare, group(tallies[new ScreeningCell(site, model, outdoorC)]));
            _svg.Text(middle, y + PanelHeight + 16, Celsius(outdoorC));
        }

        _svg.Text(x + (PanelWidth / 2), y + PanelHeight + 33, "outside, °C");
    }

    private void Axes(double x, double y, bool isFirst)
    {
        for (var percent = 0; percent <= 100; percent += 25)
        {
            var at = y + (PanelHeight * (1 - (percent / 100.0)));
            _svg.Line(x, at, x + PanelWidth, at, percent == 0 ? Ink : Grid);
            _svg.Text(x - 6, at + 4, Number(percent, "0"), "end", 11);
        }

        if (isFirst)
            _svg.Text(x - 44, y + (PanelHeight / 2), "share of people, %", degrees: -90);
    }

    private void Bar(double middle, double y, double width, GroupTally group)
    {
        if (group.People == 0)
            return;
        var foot = y + PanelHeight;
        foreach (var (_, colour, count) in Parts)
        {
            var height = PanelHeight * group.ShareOf(count(group)).Value;
            _svg.Box(middle - (width / 2), foot - height, width, height, colour);
            foot -= height;
        }

        var (least, most) = group.ShareOf(group.CalledFever).Interval();
        _svg.Line(middle, y + (PanelHeight * (1 - least)), middle, y + (PanelHeight * (1 - most)), Ink, 1.5);
    }
}
