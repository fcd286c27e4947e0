namespace Checkpoint.Tests.Simulation.Mutations;

public sealed class MutationTests
{
    private static readonly string Root = PatchedCopy.ProjectRoot();

    /// <summary>A patch that no longer fits would leave its bug unplanted.</summary>
    [Fact]
    public void Every_patch_fits_the_code_as_it_is_and_changes_one_line()
    {
        foreach (var mutation in Mutation.LoadAll(Path.Combine(Root, "tests/Simulation/Mutations")))
        {
            var patch = File.ReadAllLines(mutation.File);
            var file = Assert.Single(patch, line => line.StartsWith("+++ b/", StringComparison.Ordinal))["+++ b/".Length..];
            var code = File.ReadAllLines(Path.Combine(Root, file));
            var removed = Assert.Single(patch, line => line.StartsWith('-') && !line.StartsWith("---", StringComparison.Ordinal))[1..];
            Assert.Single(patch, line => line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal));
            Assert.True(code.Contains(removed), $"{mutation.Name}: {file} has no line '{removed.Trim()}'");
        }
    }

    [Fact]
    public void The_output_of_a_run_tells_which_seeds_noticed_and_what_the_first_found()
    {
        string[] output =
        [
            "10 of 100 seeds, 5.0/s", "seed 12: 2 findings; replay: x", "  gate-1: lost: 7", "  gate-1: lost: 8", "seed 40: 1 findings; replay: x", "  other",
        ];

        var trial = MutationTrial.Read(output);

        Assert.Equal([12, 40], trial.Caught);
        Assert.Equal("gate-1: lost: 7", trial.FirstFinding);
    }

    [Fact]
    public void A_run_without_findings_has_noticed_nothing() => Assert.Empty(MutationTrial.Read(["100 of 100 seeds, 5.0/s"]).Caught);
}
