namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Runs one command of <c>checkpoint-cloud</c> to its end.</summary>
internal static class CloudCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>What it wrote, output and errors together.</summary>
    /// <exception cref="InvalidOperationException">It failed; with its last lines.</exception>
    public static async Task<string> RunAsync(string folder, string output, params IEnumerable<string> arguments)
    {
        var file = Path.Combine(folder, output);
        File.Delete(file);
        var command = arguments.ToList();
        await using var program = ChildProgram.Start(new ChildCommand(OwnProgram.Cloud, command), file);
        var exitCode = await program.WaitForExitAsync(Timeout).ConfigureAwait(false);
        return exitCode == 0
            ? file
            : throw new InvalidOperationException(
                $"checkpoint-cloud {string.Join(' ', command)} ended with {exitCode}:\n{program.ReadLogTail()}");
    }
}
