namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>Beside an earlier day as it was published: a comparison tells nothing that the two days don't tell.</summary>
/// <param name="Published">Whether that day is; if not, nothing of it is told.</param>
/// <param name="Difference">Of what both days show; null when they can't be compared.</param>
public sealed record PublicComparison(DateOnly Day, bool Published, PublicCounts? Counts, PublicCounts? Difference);
