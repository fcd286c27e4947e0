using System.Net;
using System.Text;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>HTML as it is put together: every text and attribute is escaped, names are the program's own.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public HtmlText Open(string name, string? style = null)
    {
        _text.Append('<').Append(name);
        if (style is not null)
            _text.Append(" class=\"").Append(WebUtility.HtmlEncode(style)).Append('"');
        _text.Append('>');
        return this;
    }

    public HtmlText Close(string name)
    {
        _text.Append("</").Append(name).Append(">\n");
        return this;
    }

    public HtmlText Element(string name, string text, string? style = null)
    {
        Open(name, style);
        _text.Append(WebUtility.HtmlEncode(text));
        return Close(name);
    }

    /// <summary>A whole page around this body.</summary>
    public static string Page(string language, string title, HtmlText body) =>
        $"""
        <!DOCTYPE html>
        <html lang="{WebUtility.HtmlEncode(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(title)}</title><style>{PrintedPage.Style}</style></head><body>
        {body}</body></html>

        """;

    /// <summary>A table; null cells are the mark of what is not known.</summary>
    /// <param name="numbersFrom">Columns from here on are numbers.</param>
    public HtmlText Table(IReadOnlyList<string> head, int numbersFrom, IEnumerable<(string? Style, IReadOnlyList<string> Cells)> rows)
    {
        Open("div", "wide").Open("table").Open("thead").Open("tr");
        for (var i = 0; i < head.Count; i++)
            Element("th", head[i], i >= numbersFrom ? "n" : null);
        Close("tr").Close("thead").Open("tbody");
        foreach (var (style, cells) in rows)
        {
            Open("tr", style);
            for (var i = 0; i < cells.Count; i++)
                Element("td", cells[i], i >= numbersFrom ? "n" : null);
            Close("tr");
        }

        return Close("tbody").Close("table").Close("div");
    }
}
