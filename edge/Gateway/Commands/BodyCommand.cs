using System.CommandLine;
using Checkpoint.Gateway.Replay;
using Checkpoint.Gateway.Screenings;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway body</c>: the models of body temperature over a table.</summary>
internal static class BodyCommand
{
    private const double MostK = 0.5;

    public static Command Create()
    {
        var csv = CsvCommand.CsvOption("has the columns ambient_c and surface_c (the forehead's), °C; others are kept");
        var k = new Option<double>("--k")
        {
            Description = "the heat balance's k, 0 to 0.5",
            HelpName = "number",
            DefaultValueFactory = _ => new ScreeningOptions().HeatBalanceK,
        };
        k.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= MostK))
                result.AddError($"--k: must be between 0 and {MostK}");
        });
        var command = new Command(
            "body", "Prints the table with heat_balance_c and melexis_c behind it; empty where a model does not hold (below 10 and 0 °C).")
        {
            csv, k,
        };
        command.SetBody(csv, (text, parsed) => BodyTable.Append(text, Console.Out, parsed.GetValue(k)));
        return command;
    }
}
