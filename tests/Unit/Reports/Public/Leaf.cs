using Checkpoint.CloudIngest.Reports;
using Checkpoint.CloudIngest.Reports.Public;

namespace Checkpoint.Tests.Unit.Reports.Public;

/// <summary>What one gate counted, as a world that an attacker may think of: any numbers that are not negative.</summary>
internal sealed record Leaf(int Normal, int Fever, int Manual, int Confirmed = 0, int Retry = 0, int Inward = 0, int Outward = 0)
{
    public bool IsPossible => Math.Min(Math.Min(Normal, Fever), Math.Min(Manual, Math.Min(Math.Min(Confirmed, Retry), Math.Min(Inward, Outward)))) >= 0;

    public ReportCounts Counts => new(Normal + Fever + Manual, Fever, Confirmed, 0, Retry, Manual, Inward, Outward);

    /// <summary>Counts of a district of streets of communities of gates, the gates taken from a list; null is a silent gate.</summary>
    /// <param name="shape">Gates of each community of each street.</param>
    public static CountNode Tree(int[][] shape, IReadOnlyList<Leaf?> leaves)
    {
        var next = 0;
        return Sum("d", shape.Select((street, s) => Sum($"d{s}", street.Select((gates, c) => Sum(
            $"d{s}{c}",
            Enumerable.Range(0, gates).Select(_ => new CountNode($"g{next}", leaves[next++]?.Counts, [])).ToList())).ToList())).ToList());
    }

    private static CountNode Sum(string code, List<CountNode> parts) =>
        new(code, ReportCounts.Sum(parts.Select(part => part.Counts)), parts);
}
