using System.Text.Json;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>A part of a query's answer: rows of one measurement, perhaps of one group of tags. Valid while its chunk is.</summary>
internal readonly struct InfluxSeries
{
    private readonly JsonElement _series;

    private readonly Dictionary<string, int> _columns;

    public InfluxSeries(JsonElement series, int statement)
    {
        (_series, Statement) = (series, statement);
        _columns = series.GetProperty("columns").EnumerateArray()
            .Select((column, index) => (Name: column.GetString()!, index))
            .ToDictionary(column => column.Name, column => column.index);
    }

    /// <summary>Which of the query's statements it answers, from 0.</summary>
    public int Statement { get; }

    /// <summary>The measurement.</summary>
    public string Name => _series.GetProperty("name").GetString()!;

    public IEnumerable<InfluxRow> Rows
    {
        get
        {
            var columns = _columns;
            return _series.TryGetProperty("values", out var values)
                ? values.EnumerateArray().Select(row => new InfluxRow(row, columns))
                : [];
        }
    }

    /// <summary>A tag that the query grouped by.</summary>
    public string Tag(string name) => _series.GetProperty("tags").GetProperty(name).GetString()!;
}

/// <summary>One row; a field that was never written is null.</summary>
internal readonly struct InfluxRow(JsonElement values, Dictionary<string, int> columns)
{
    public string? Text(string column) => Find(column) is { } value ? value.GetString() : null;

    public long? Integer(string column) => Find(column)?.GetInt64();

    public bool? Flag(string column) => Find(column)?.GetBoolean();

    /// <summary>A temperature as it was before <see cref="LineBuffer.WriteHundredths"/>.</summary>
    public long? Hundredths(string column) => Find(column) is { } value ? (long)Math.Round(value.GetDouble() * 100) : null;

    private JsonElement? Find(string column) =>
        columns.TryGetValue(column, out var index) && values[index] is { ValueKind: not JsonValueKind.Null } value ? value : null;
}
