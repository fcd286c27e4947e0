using Checkpoint.CloudIngest.Warnings;
using Checkpoint.Contract.Csv;

namespace Checkpoint.Tests.Unit.Warnings;

/// <summary>A series with what R 4.2.2 and its package surveillance 1.20.3 make of it, and the published rules.</summary>
/// <param name="Rows">One a day: the value of each column by name; null for an empty cell, NaN where R says so.</param>
internal sealed record ReferenceSeries(IReadOnlyList<DayCount> Days, IReadOnlyList<IReadOnlyDictionary<string, double?>> Rows)
{
    public static ReferenceSeries Load(string name)
    {
        var rows = LoadRows(name).Zip(LoadRows(name + "_ext"), (straight, extended) => straight.Concat(
            extended.Where(cell => !straight.ContainsKey(cell.Key))).ToDictionary()).ToList();
        return new ReferenceSeries(
            [.. rows.Select(row => new DayCount((int?)row["y"], (int?)row.GetValueOrDefault("passages")))],
            [.. rows]);
    }

    private static List<Dictionary<string, double?>> LoadRows(string name)
    {
        using var text = new StreamReader(Path.Combine(AppContext.BaseDirectory, "Warnings", "Data", name + ".csv"));
        using var table = new CsvTable(text, "t", "y");
        var rows = new List<Dictionary<string, double?>>();
        while (table.Read())
            rows.Add(table.Names.ToDictionary(column => column, column => Value(table, column)));
        return rows;
    }

    private static double? Value(CsvTable table, string column) =>
        table.Text(column) is "NaN" or "NA" ? double.NaN : table.Number(column);
}
