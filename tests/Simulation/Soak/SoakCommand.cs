using System.CommandLine;
using Checkpoint.Tests.Simulation.Mutations;

namespace Checkpoint.Tests.Simulation.Soak;

/// <summary>One campaign after the other, as asked; each leaves its result, from which the page of reliability is written.</summary>
internal static class SoakCommand
{
    private const int ExitSuccess = 0;
    private const int ExitFindings = 1;
    private const int ExitStopped = 2;
    private const int ExitUsage = 64; // EX_USAGE of sysexits.h

    public static RootCommand Create()
    {
        var results = new Option<string>("--results") { Description = "folder for what each campaign has shown", DefaultValueFactory = _ => "artifacts/soak" };
        var root = new RootCommand("Breaks the system in every way it is made to stand, for as long as you like, and counts what that did to the records.")
        {
            results,
        };
        ISoakPart[] parts = [new SeedSoak(), new MutationPart(), new RealParts(), new ReportPart()];
        foreach (var option in parts.SelectMany(part => part.Options))
            root.Add(option);
        root.SetAction((parsed, stop) => RunAsync(parts, parsed, parsed.GetRequiredValue(results), stop));
        return root;
    }

    private static async Task<int> RunAsync(ISoakPart[] parts, ParseResult parsed, string results, CancellationToken stop)
    {
        var wanted = parts.Where(part => part.IsWanted(parsed)).ToList();
        if (wanted.Count == 0)
        {
            await Console.Error.WriteLineAsync("soak: say what to do; --help tells what there is");
            return ExitUsage;
        }

        try
        {
            var areClean = true;
            foreach (var part in wanted)
                areClean &= await part.RunAsync(parsed, results, stop);
            return areClean ? ExitSuccess : ExitFindings;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("soak: stopped before its end; nothing of the campaign under way was saved");
            return ExitStopped;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"soak: {fault.Message}");
            return ExitStopped;
        }
    }
}
