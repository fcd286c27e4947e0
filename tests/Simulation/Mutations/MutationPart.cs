using System.CommandLine;
using System.Globalization;
using System.Text;
using Checkpoint.Tests.Simulation.Soak;

namespace Checkpoint.Tests.Simulation.Mutations;

/// <summary><c>soak --mutations</c>: plants one bug after the other in a copy of the sources, and shows that seeds notice.</summary>
internal sealed class MutationPart : ISoakPart
{
    /// <summary>Beside the campaigns' results; the page takes it up.</summary>
    public const string TableName = "mutations.md";

    /// <summary>Seeds 1 to this, fixed before any bug was planted.</summary>
    private const int Seeds = 60;

    private const int LongestFinding = 120;

    private readonly Option<bool> _mutations = new("--mutations")
    {
        Description = $"plants known bugs in a copy of the sources and shows which of the seeds 1 to {Seeds} notice each",
    };

    public IReadOnlyList<Option> Options => [_mutations];

    public bool IsWanted(ParseResult parsed) => parsed.GetValue(_mutations);

    public Task<bool> RunAsync(ParseResult parsed, string results, CancellationToken stop)
    {
        var mutations = Mutation.LoadAll(Path.Combine(PatchedCopy.ProjectRoot(), "tests/Simulation/Mutations"));
        using var copy = new PatchedCopy();
        var table = new StringBuilder($"| planted bug | noticed by, of {Seeds} seeds | first seed | what it finds |\n|---|--:|--:|---|\n");
        var isWell = Tell(table, "none: the code as it is", Try(copy)).Caught.Count == 0;
        foreach (var mutation in mutations)
        {
            stop.ThrowIfCancellationRequested();
            copy.Apply(mutation);
            isWell &= Tell(table, mutation.Bug, Try(copy)).Caught.Count > 0;
            copy.Revert(mutation);
        }

        Directory.CreateDirectory(results);
        File.WriteAllText(Path.Combine(results, TableName), table.ToString());
        return Task.FromResult(isWell);
    }

    private static MutationTrial Try(PatchedCopy copy)
    {
        copy.Build();
        return MutationTrial.Read(copy.RunProgram("--seeds", Seeds.ToString(CultureInfo.InvariantCulture), "--first-seed", "1", "--results", copy.Results));
    }

    private static MutationTrial Tell(StringBuilder table, string bug, MutationTrial trial)
    {
        var finding = trial.FirstFinding.Length > LongestFinding ? trial.FirstFinding[..LongestFinding] + "…" : trial.FirstFinding;
        var first = trial.Caught.Count > 0 ? trial.Caught[0].ToString(CultureInfo.InvariantCulture) : "–";
        var line = $"| {bug} | {trial.Caught.Count} | {first} | {finding.Replace("|", "\\|", StringComparison.Ordinal)} |";
        table.Append(line).Append('\n');
        Console.WriteLine(line);
        return trial;
    }
}
