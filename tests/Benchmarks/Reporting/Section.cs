namespace Checkpoint.Benchmarks.Reporting;

/// <summary>Figures that belong together, and how they were measured.</summary>
public sealed class Section(string title)
{
    private readonly List<Figure> _figures = [];

    private readonly List<string> _notes = [];

    public string Title => title;

    public IReadOnlyList<Figure> Figures => _figures;

    public IReadOnlyList<string> Notes => _notes;

    public Section Add(string name, string unit, IEnumerable<double> samples, Goal? goal = null)
    {
        _figures.Add(new Figure(name, unit, [.. samples]) { Goal = goal });
        return this;
    }

    public Section Add(string name, string unit, double value, Goal? goal = null) => Add(name, unit, [value], goal);

    public Section Note(string text)
    {
        _notes.Add(text);
        return this;
    }
}
