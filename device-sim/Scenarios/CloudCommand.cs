namespace Checkpoint.DeviceSim.Scenarios;

/// <summary>Runs one command of <c>checkpoint-cloud</c> to its end.</summary>
internal static class CloudCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>The ledger is not balanced; it has been printed all the same.</summary>
    private const int Unbalanced = 1;

    /// <summary>What it wrote, output and errors together.</summary>
    /// <exception cref="InvalidOperationException">It failed; with its last lines.</exception>
    public static Task<string> RunAsync(string folder, string output, params IEnumerable<string> arguments) =>
        RunAsync(folder, output, code => code == 0, arguments);

    /// <summary>The ledger of all streams, balanced or not, a JSON object a line.</summary>
    /// <exception cref="InvalidOperationException">It failed; with its last lines.</exception>
    public static Task<string> LedgerAsync(string folder, string configuration) =>
        RunAsync(folder, "ledger.jsonl", code => code is 0 or Unbalanced, ["ledger", "--config", configuration, "--json"]);

    private static async Task<string> RunAsync(string folder, string output, Func<int, bool> isWell, IEnumerable<string> arguments)
    {
        var file = Path.Combine(folder, output);
        File.Delete(file);
        var command = arguments.ToList();
        await using var program = ChildProgram.Start(new ChildCommand(OwnProgram.Cloud, command), file);
        var exitCode = await program.WaitForExitAsync(Timeout).ConfigureAwait(false);
        return isWell(exitCode)
            ? file
            : throw new InvalidOperationException(
                $"checkpoint-cloud {string.Join(' ', command)} ended with {exitCode}:\n{program.ReadLogTail()}");
    }
}
