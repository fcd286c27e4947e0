using System.CommandLine;
using Checkpoint.Tests.Simulation.Soak;

namespace Checkpoint.Tests.Simulation;

/// <summary>The program behind <c>./checkpoint soak</c>.</summary>
public static class Program
{
    private const int ExitUsage = 64; // EX_USAGE of sysexits.h

    public static async Task<int> Main(string[] arguments)
    {
        var command = SoakCommand.Create().Parse(arguments);
        var exitCode = await command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
        return command.Errors.Count > 0 ? ExitUsage : exitCode;
    }
}
