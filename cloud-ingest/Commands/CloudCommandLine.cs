using System.CommandLine;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>The command line of checkpoint-cloud.</summary>
internal static class CloudCommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("CheckpointEdge's cloud service: takes gates' records in, stores them, answers questions about them.")
        {
            RunCommand.Create(), LedgerCommand.Create(), ExportCommand.Create(), AccessCommand.Create(), GatesCommand.Create(),
            AccountsCommand.Create(), TokensCommand.Create(), EvaluateCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"checkpoint-cloud: {error.Message}");
            await Console.Error.WriteLineAsync("Try 'checkpoint-cloud --help' for more information.");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    /// <summary>The option that all commands have.</summary>
    public static Option<FileInfo> ConfigOption() => new("--config", "-c")
    {
        Description = "the configuration, a JSON file", HelpName = "FILE", Required = true,
    };

    /// <summary>Runs a command's body, and turns its faults into lines and an exit code.</summary>
    public static void SetBody(this Command command, Func<ParseResult, CancellationToken, Task<int>> body) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return await body(parsed, cancellation);
            }
            catch (Exception exception) when (FaultOf(exception) is { } fault)
            {
                foreach (var line in fault.Lines)
                    await Console.Error.WriteLineAsync($"checkpoint-cloud: {line}");
                return fault.ExitCode;
            }
        });

    private static CommandFault? FaultOf(Exception exception) => exception switch
    {
        CommandFault fault => fault,
        Store.StoreException => new CommandFault(ExitCode.Unavailable, $"store: {exception.Message}"),
        Mqtt.MqttException => new CommandFault(ExitCode.Unavailable, $"broker: {exception.Message}"),
        Accounts.AccountRefusedException => new CommandFault(ExitCode.Usage, exception.Message),
        Access.AccessException => new CommandFault(ExitCode.Unavailable, $"broker: {exception.Message}"),
        _ => null,
    };
}
