using System.CommandLine;
using Checkpoint.Contract.Csv;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Replay;

namespace Checkpoint.Gateway.Commands;

/// <summary>What the commands on tables have in common.</summary>
internal static class CsvCommand
{
    public static Option<FileInfo> CsvOption(string description) =>
        new("--csv") { Description = description, HelpName = "file", Required = true };

    /// <summary>Runs the body on the file's text; a file or a cell that can't be read is named on stderr.</summary>
    public static void SetBody(this Command command, Option<FileInfo> csv, Action<TextReader, ParseResult> body) => command.SetAction(parsed =>
    {
        var file = parsed.GetRequiredValue(csv).FullName;
        try
        {
            using var text = new StreamReader(file);
            body(text, parsed);
            return ExitCode.Ok;
        }
        catch (CsvException fault)
        {
            Console.Error.WriteLine($"checkpoint-gateway: {file}: {fault.Message}");
            return ExitCode.Data;
        }
        catch (ConfigurationException fault)
        {
            foreach (var wrong in fault.Faults)
                Console.Error.WriteLine($"checkpoint-gateway: {wrong}");
            return ExitCode.Configuration;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"checkpoint-gateway: {fault.Message}");
            return ExitCode.NoInput;
        }
    });
}
