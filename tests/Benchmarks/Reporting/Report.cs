using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Checkpoint.Benchmarks.Reporting;

/// <summary>What a benchmark found: as aligned text for people, as JSON for programs.</summary>
public sealed class Report(string benchmark)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    private readonly List<Section> _sections = [];

    public Section Section(string title)
    {
        var section = new Section(title);
        _sections.Add(section);
        return section;
    }

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var section in _sections)
        {
            text.AppendLine().AppendLine(section.Title);
            WriteFigures(section, text);
            foreach (var note in section.Notes)
                text.AppendLine($"  {note}");
        }

        return text.ToString();
    }

    public void WriteJson(string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, Indented);
        json.WriteStartObject();
        json.WriteString("benchmark", benchmark);
        json.WriteStartArray("figures");
        foreach (var section in _sections)
        {
            foreach (var figure in section.Figures)
                WriteFigure(json, section, figure);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFigures(Section section, StringBuilder text)
    {
        string[][] rows = [["", "median", "min", "max", "unit", "goal", ""], .. section.Figures.Select(Cells)];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows.Skip(section.Figures.Count == 0 ? 1 : 0))
        {
            var line = new StringBuilder("  ");
            for (var column = 0; column < row.Length; column++)
            {
                var isNumber = column is >= 1 and <= 3;
                line.Append(isNumber ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column])).Append("  ");
            }

            text.AppendLine(line.ToString().TrimEnd());
        }
    }

    private static string[] Cells(Figure figure)
    {
        var single = figure.Samples.Count == 1;
        var goal = figure.Goal is { } set ? (set.Direction == GoalDirection.AtMost ? "<= " : ">= ") + Number(set.Value) : "";
        var verdict = figure.Goal?.IsMetBy(figure.Median) switch { true => "met", false => "missed", null => "" };
        return
        [
            figure.Name, Number(figure.Median), single ? "" : Number(figure.Min), single ? "" : Number(figure.Max),
            figure.Unit, goal, verdict,
        ];
    }

    /// <summary>Three digits or more of what matters; thousands grouped.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static void WriteFigure(Utf8JsonWriter json, Section section, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("section", section.Title);
        json.WriteString("name", figure.Name);
        json.WriteString("unit", figure.Unit);
        json.WriteNumber("median", figure.Median);
        json.WriteStartArray("samples");
        foreach (var sample in figure.Samples)
            json.WriteNumberValue(sample);
        json.WriteEndArray();
        if (figure.Goal is { } goal)
        {
            json.WriteNumber(goal.Direction == GoalDirection.AtMost ? "goal_at_most" : "goal_at_least", goal.Value);
            json.WriteBoolean("met", goal.IsMetBy(figure.Median));
        }

        json.WriteEndObject();
    }
}
