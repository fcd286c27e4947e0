using System.CommandLine;
using Checkpoint.Gateway.Configuration;

namespace Checkpoint.Gateway.Host;

/// <summary>The command line of checkpoint-gateway.</summary>
public static class GatewayCommands
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        var result = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : result;
    }

    private static RootCommand Root()
    {
        var config = new Option<FileInfo>("--config")
        {
            Description = "The settings, JSON; gateway.sample.json explains them. CHECKPOINT_{SECTION}__{NAME} variables count over it.",
            HelpName = "file",
            Required = true,
        };
        var run = new Command("run", "Runs the gate until SIGTERM or SIGINT.") { config };
        run.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(config), cancellation));
        return new RootCommand(
            "CheckpointEdge: one gate that screens people's temperatures. "
            + "Exit codes: 0 stopped, 64 usage, 69 hardware, 74 outbox, 78 configuration.") { run };
    }

    private static async Task<int> RunAsync(FileInfo config, CancellationToken cancellation)
    {
        try
        {
            var options = GatewayConfiguration.Load(config.FullName);
            return await GatewayHost.RunAsync(options, GatewayHardware.Linux, cancellation);
        }
        catch (ConfigurationException fault)
        {
            foreach (var wrong in fault.Faults)
                await Console.Error.WriteLineAsync($"checkpoint-gateway: {config.FullName}: {wrong}");
            return ExitCode.Configuration;
        }
    }
}
