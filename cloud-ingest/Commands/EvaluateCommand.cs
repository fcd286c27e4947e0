using System.CommandLine;
using Checkpoint.CloudIngest.Warnings;
using Checkpoint.Contract.Csv;

namespace Checkpoint.CloudIngest.Commands;

/// <summary><c>checkpoint-cloud evaluate</c>: the early warning's methods over a table.</summary>
internal static class EvaluateCommand
{
    private const double MostSigma = 1000;

    public static Command Create()
    {
        var csv = new Option<FileInfo>("--csv")
        {
            Description = "one row a day: columns t, y (fevers; empty for a missing day) and, where known, passages; others are kept",
            HelpName = "FILE",
            Required = true,
        };
        var sigma = new Option<double>("--min-sigma")
        {
            Description = "the least standard deviation of a baseline, 0 to 1000",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => new WarningOptions().MinSigma,
        };
        sigma.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= MostSigma))
                result.AddError($"--min-sigma: must be between 0 and {MostSigma}");
        });
        var command = new Command(
            "evaluate", "Prints the table with the statistic and alarm of C1, C2, C3, CUSUM and the beta-binomial test behind each row.")
        {
            csv, sigma,
        };
        command.SetBody((parsed, _) => Task.FromResult(
            Evaluate(parsed.GetRequiredValue(csv).FullName, new WarningOptions { MinSigma = parsed.GetValue(sigma) })));
        return command;
    }

    private static int Evaluate(string file, WarningOptions options)
    {
        try
        {
            using var text = new StreamReader(file);
            EvaluationTable.Append(text, Console.Out, options);
            return ExitCode.Success;
        }
        catch (CsvException fault)
        {
            throw new CommandFault(ExitCode.Data, $"{file}: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFault(ExitCode.NoInput, fault.Message);
        }
    }
}
