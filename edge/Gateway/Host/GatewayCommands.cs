using System.CommandLine;
using Checkpoint.Gateway.Commands;

namespace Checkpoint.Gateway.Host;

/// <summary>The command line of checkpoint-gateway.</summary>
public static class GatewayCommands
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] arguments) => RunAsync(arguments, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var parsed = Root().Parse(arguments);
        var result = await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = error });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : result;
    }

    private static RootCommand Root() => new(
        "CheckpointEdge: one gate that screens people's temperatures. "
        + "Exit codes: 0 done, 64 usage, 65 bad table, 66 no such file, 69 hardware, 74 outbox, 75 a gateway runs, 78 configuration; those of doctor: 1 warnings, 2 failures; of calibrate: 3 refused.")
    {
        RunCommand.Create(),
        ScreenCommand.Create(),
        BodyCommand.Create(),
        OutboxCommand.Create(),
        MaintenanceCommand.Create(),
        WatchCommand.Create(),
        CalibrateCommand.Create(),
        DoctorCommand.Create(),
        SensorCommand.Create(),
    };
}
