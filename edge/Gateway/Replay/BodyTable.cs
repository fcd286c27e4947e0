using System.Globalization;
using Checkpoint.Contract.Csv;
using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Screenings;
using CsvHelper;

namespace Checkpoint.Gateway.Replay;

/// <summary>Both models of body temperature over a table of surroundings and foreheads.</summary>
public static class BodyTable
{
    private const string Ambient = "ambient_c";
    private const string Surface = "surface_c";
    private const int Digits = 6;

    /// <summary>
    /// Writes the table again with <c>heat_balance_c</c> and <c>melexis_c</c> behind it, °C; empty where a temperature is
    /// missing or the surroundings are colder than the model holds for.
    /// </summary>
    /// <param name="text">Has at least the columns <c>ambient_c</c> and <c>surface_c</c> (the forehead's), °C.</param>
    /// <exception cref="CsvException">A column is missing, or a cell is no number.</exception>
    public static void Append(TextReader text, TextWriter output, double heatBalanceK)
    {
        using var table = new CsvTable(text, Ambient, Surface);
        using var writer = new CsvWriter(output, CultureInfo.InvariantCulture, leaveOpen: true);
        Write(writer, table.Names, "heat_balance_c", "melexis_c");
        while (table.Read())
        {
            var (ambient, surface) = (table.Number(Ambient), table.Number(Surface));
            Write(
                writer,
                table.Cells,
                Estimate(BodyModel.HeatBalance, ambient, surface, heatBalanceK),
                Estimate(BodyModel.MelexisReference, ambient, surface, heatBalanceK));
        }
    }

    private static string Estimate(BodyModel model, double? ambientC, double? surfaceC, double k)
    {
        if (ambientC is not { } ambient || surfaceC is not { } surface || ambient < BodyModels.LeastAmbientC(model))
            return "";
        var body = model == BodyModel.HeatBalance
            ? BodyModels.HeatBalance(surface, ambient, k)
            : BodyModels.MelexisReference(surface, ambient);
        return Math.Round(body, Digits).ToString(CultureInfo.InvariantCulture);
    }

    private static void Write(CsvWriter writer, IEnumerable<string> cells, params string[] appended)
    {
        foreach (var cell in cells.Concat(appended))
            writer.WriteField(cell);
        writer.NextRecord();
    }
}
