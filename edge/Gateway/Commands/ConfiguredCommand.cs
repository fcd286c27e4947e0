using System.CommandLine;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;

namespace Checkpoint.Gateway.Commands;

/// <summary>What the commands have in common: each works on one gate's settings.</summary>
internal static class ConfiguredCommand
{
    public static Option<FileInfo> ConfigOption() => new("--config")
    {
        Description = "The settings, JSON; gateway.sample.json explains them. CHECKPOINT_{SECTION}__{NAME} variables count over it.",
        HelpName = "file",
        Required = true,
    };

    /// <summary>Reads the settings and runs the body; wrong settings are named on stderr and end with 78, bad files with 74.</summary>
    public static void SetBody(
        this Command command, Option<FileInfo> config, Func<GatewayOptions, ParseResult, CancellationToken, Task<int>> body) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(config).FullName;
            try
            {
                return await body(GatewayConfiguration.Load(file), parsed, cancellation);
            }
            catch (ConfigurationException fault)
            {
                foreach (var wrong in fault.Faults)
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"checkpoint-gateway: {file}: {wrong}");
                return ExitCode.Configuration;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"checkpoint-gateway: {fault.Message}");
                return ExitCode.InputOutput;
            }
        });
}
