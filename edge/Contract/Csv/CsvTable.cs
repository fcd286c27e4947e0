using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Checkpoint.Contract.Csv;

/// <summary>A CSV table with a header line (RFC 4180), read row by row, its columns found by name in any order.</summary>
public sealed class CsvTable : IDisposable
{
    private readonly CsvParser _parser;
    private readonly string[] _names;

    /// <exception cref="CsvException">There is no header, or it lacks a column or has one twice.</exception>
    public CsvTable(TextReader text, params IEnumerable<string> required)
    {
        _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        _names = ReadRow() ? [.. _parser.Record!.Select(name => name.Trim().TrimStart('\uFEFF'))] : [];
        if (_names.Length == 0)
            throw new CsvException("line 1: there is no header");
        if (_names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new CsvException($"line 1: column '{twice.Key}' is there twice");
        var missing = required.Where(name => !_names.Contains(name)).ToList();
        if (missing.Count > 0)
            throw new CsvException($"line 1: column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)} missing");
    }

    public IReadOnlyList<string> Names => _names;

    /// <summary>Of the row just read, as its cells were written.</summary>
    public IReadOnlyList<string> Cells { get; private set; } = [];

    /// <returns>False at the end.</returns>
    /// <exception cref="CsvException">The row has more or fewer cells than the header, or a quote too few.</exception>
    public bool Read()
    {
        if (!ReadRow())
            return false;
        Cells = _parser.Record!;
        return Cells.Count == _names.Length
            ? true
            : throw new CsvException($"line {_parser.RawRow}: {Cells.Count} cells, but the header has {_names.Length}");
    }

    /// <summary>Null for an empty cell or a column that the table does not have.</summary>
    public string? Text(string name)
    {
        var at = Array.IndexOf(_names, name);
        return at >= 0 && Cells[at].Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>As <see cref="Text"/>, as a number.</summary>
    /// <exception cref="CsvException">It is none.</exception>
    public double? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // .NET lets a number end in zero bytes.
        return !text.Contains('\0') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Fault(name, $"'{text}' is not a number");
    }

    public CsvException Fault(string name, string problem) => new($"line {_parser.RawRow}: {name}: {problem}");

    /// <summary>A quote that is not closed takes all rows after it into one cell, and nobody would miss them.</summary>
    private bool ReadRow()
    {
        var line = _parser.RawRow + 1;
        if (!_parser.Read())
            return false;
        return _parser.RawRecord.Count(character => character == '"') % 2 == 0
            ? true
            : throw new CsvException($"line {line}: a quote is not closed");
    }

    public void Dispose() => _parser.Dispose();
}
