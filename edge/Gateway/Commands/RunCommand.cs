using System.CommandLine;
using Checkpoint.Gateway.Host;

namespace Checkpoint.Gateway.Commands;

/// <summary><c>checkpoint-gateway run</c>: the gate itself.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var config = ConfiguredCommand.ConfigOption();
        var command = new Command("run", "Runs the gate until SIGTERM or SIGINT.") { config };
        command.SetBody(config, (options, _, cancellation) => GatewayHost.RunAsync(options, GatewayHardware.Linux, cancellation));
        return command;
    }
}
