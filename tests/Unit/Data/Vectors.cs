using System.Globalization;

namespace Checkpoint.Tests.Unit.Data;

/// <summary>Reference values that live beside the tests as CSV: a header line, then rows.</summary>
internal static class Vectors
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", file));
        var names = lines[0].Split(',');
        return lines[1..]
            .Select(line => line.Split(','))
            .Select(cells => (IReadOnlyDictionary<string, string>)names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))
            .ToList();
    }

    public static double Number(this IReadOnlyDictionary<string, string> row, string name) =>
        double.Parse(row[name], CultureInfo.InvariantCulture);

    public static byte[] Bytes(this IReadOnlyDictionary<string, string> row, string name) =>
        Convert.FromHexString(row[name].Replace(" ", "", StringComparison.Ordinal));
}
