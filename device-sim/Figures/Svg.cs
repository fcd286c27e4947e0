using System.Security;
using System.Text;
using static Checkpoint.DeviceSim.Figures.FigureFormat;

namespace Checkpoint.DeviceSim.Figures;

/// <summary>A drawing as SVG text, coordinates in pixels from the upper left, rounded to tenths.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();

    public Svg(double width, double height, string title)
    {
        _text.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {At(width)} {At(height)}\" width=\"{At(width)}\" height=\"{At(height)}\" ");
        _text.Append("font-family=\"DejaVu Sans, Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"#222222\">\n");
        _text.Append($"<title>{Escaped(title)}</title>\n");
        Box(0, 0, width, height, "#ffffff");
    }

    public void Box(double x, double y, double width, double height, string colour) => _text.Append(
        $"<rect x=\"{At(x)}\" y=\"{At(y)}\" width=\"{At(width)}\" height=\"{At(height)}\" fill=\"{colour}\"/>\n");

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1) => _text.Append(
        $"<line x1=\"{At(x1)}\" y1=\"{At(y1)}\" x2=\"{At(x2)}\" y2=\"{At(y2)}\" stroke=\"{colour}\" stroke-width=\"{At(width)}\"/>\n");

    public void Circle(double x, double y, double radius, string colour) => _text.Append(
        $"<circle cx=\"{At(x)}\" cy=\"{At(y)}\" r=\"{At(radius)}\" fill=\"{colour}\" stroke=\"#ffffff\"/>\n");

    /// <param name="anchor">start, middle or end.</param>
    /// <param name="degrees">Turned about its own place, clockwise.</param>
    public void Text(double x, double y, string text, string anchor = "middle", double size = 12, bool bold = false, double degrees = 0)
    {
        var weight = bold ? " font-weight=\"bold\"" : "";
        var turn = degrees == 0 ? "" : $" transform=\"rotate({At(degrees)} {At(x)} {At(y)})\"";
        _text.Append($"<text x=\"{At(x)}\" y=\"{At(y)}\" text-anchor=\"{anchor}\" font-size=\"{At(size)}\"{weight}{turn}>{Escaped(text)}</text>\n");
    }

    public string End() => $"{_text}</svg>\n";

    private static string At(double value) => Number(value, "0.#");

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
