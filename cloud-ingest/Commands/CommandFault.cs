using Checkpoint.CloudIngest.Settings;

namespace Checkpoint.CloudIngest.Commands;

/// <summary>Ends a command: lines for standard error, and the exit code.</summary>
internal sealed class CommandFault(int exitCode, IReadOnlyList<string> lines) : Exception(string.Join('\n', lines))
{
    public CommandFault(int exitCode, string line)
        : this(exitCode, [line])
    {
    }

    public int ExitCode { get; } = exitCode;

    public IReadOnlyList<string> Lines { get; } = lines;

    public static CommandFault Config(string file, IEnumerable<KeyFault> faults) =>
        new(Commands.ExitCode.Config, [.. faults.Select(fault => $"{file}: {fault}")]);
}
