using System.Globalization;
using Checkpoint.Contract.Csv;
using CsvHelper;

namespace Checkpoint.CloudIngest.Warnings;

/// <summary>Every method over a table of days, for epidemiologists with data of their own.</summary>
public static class EvaluationTable
{
    private const string Day = "t";
    private const string Fevers = "y";
    private const string Passages = "passages";

    private const int MaxCount = 100_000_000;

    /// <summary>Of days, 270 years.</summary>
    private const int MaxRows = 100_000;

    private static readonly string[] Appended =
    [
        "c1_stat", "c1_alarm", "c2_stat", "c2_alarm", "c3_stat", "c3_alarm",
        "cusum_stat", "cusum_alarm", "beta_binomial_p", "beta_binomial_alarm",
    ];

    /// <summary>
    /// Writes the table again with each method's statistic and alarm (1 or 0) behind it; empty where there are too few
    /// days to tell, or the day's own count is.
    /// </summary>
    /// <param name="text">
    /// One row a day, in order: the columns <c>t</c> and <c>y</c> (fevers, empty for a missing day) and, where known,
    /// <c>passages</c>. Other columns are kept.
    /// </param>
    /// <exception cref="CsvException">
    /// A column is missing or has the name of an appended one, a cell is no count, days are missing or out of order, or there is none or
    /// more than 100 000. Nothing has been written then.
    /// </exception>
    public static void Append(TextReader text, TextWriter output, WarningOptions options)
    {
        using var table = new CsvTable(text, Day, Fevers);
        if (table.Names.Intersect(Appended).ToList() is { Count: > 0 } taken)
            throw new CsvException($"line 1: {string.Join(", ", taken)} would be there twice: the table was evaluated before");
        var rows = new List<IReadOnlyList<string>>();
        var days = new List<DayCount>();
        int? last = null;
        while (table.Read())
        {
            last = Next(table, last);
            if (rows.Count == MaxRows)
                throw table.Fault(Day, $"more than {MaxRows} days");
            days.Add(Read(table));
            rows.Add(table.Cells);
        }

        if (rows.Count == 0)
            throw new CsvException("line 2: there is no day");
        using var writer = new CsvWriter(output, CultureInfo.InvariantCulture, leaveOpen: true);
        Write(writer, table.Names.Concat(Appended));
        var cusum = Cusum.Over(days, options);
        for (var day = 0; day < days.Count; day++)
        {
            Finding?[] findings =
            [
                Ears.C1(days, day, options), Ears.C2(days, day, options), Ears.C3(days, day, options), cusum[day],
                BetaBinomial.Test(days, day, options),
            ];
            Write(writer, rows[day].Concat(findings.SelectMany(Cells)));
        }
    }

    /// <summary>Numbers follow one another; a missing day is a row without a count, never a row left out. Dates are not read.</summary>
    private static int Next(CsvTable table, int? last)
    {
        var day = Count(table, Day) ?? throw table.Fault(Day, "is empty");
        return last is { } before && day != before + 1
            ? throw table.Fault(Day, $"{day} does not follow {before}; a missing day is a row with an empty {Fevers}")
            : day;
    }

    private static DayCount Read(CsvTable table)
    {
        var count = new DayCount(Count(table, Fevers), Count(table, Passages));
        return count.Passages < count.Fevers
            ? throw table.Fault(Passages, $"{count.Passages} is less than {Fevers}, {count.Fevers}")
            : count;
    }

    private static int? Count(CsvTable table, string column) => table.Number(column) switch
    {
        null => null,
        >= 0 and <= MaxCount and var number when number == Math.Floor(number) => (int)number,
        _ => throw table.Fault(column, $"{table.Text(column)} is not a whole number from 0 to {MaxCount}"),
    };

    private static string[] Cells(Finding? finding) => finding is { } found
        ? [found.Statistic.ToString("R", CultureInfo.InvariantCulture), found.IsAlarm ? "1" : "0"]
        : ["", ""];

    private static void Write(CsvWriter writer, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            writer.WriteField(cell);
        writer.NextRecord();
    }
}
