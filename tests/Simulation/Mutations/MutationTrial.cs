using System.Globalization;

namespace Checkpoint.Tests.Simulation.Mutations;

/// <summary>Which of the fixed seeds have noticed a planted bug.</summary>
/// <param name="Caught">Seeds with findings, ascending.</param>
/// <param name="FirstFinding">What the first of them found, in its own words; empty for none.</param>
internal sealed record MutationTrial(IReadOnlyList<long> Caught, string FirstFinding)
{
    private const string Seed = "seed ";

    /// <param name="output">Of <c>soak --seeds</c>: a line for each seed with findings, its findings indented below.</param>
    public static MutationTrial Read(IReadOnlyList<string> output)
    {
        var caught = new List<long>();
        var finding = "";
        for (var i = 0; i < output.Count; i++)
        {
            var end = output[i].IndexOf(':', StringComparison.Ordinal);
            if (!output[i].StartsWith(Seed, StringComparison.Ordinal) || end < 0)
                continue;
            caught.Add(long.Parse(output[i].AsSpan(Seed.Length, end - Seed.Length), CultureInfo.InvariantCulture));
            if (caught.Count == 1 && i + 1 < output.Count)
                finding = output[i + 1].Trim();
        }

        return new MutationTrial(caught, finding);
    }
}
