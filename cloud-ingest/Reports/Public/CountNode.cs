namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>An area or gate with what lies in it; its counts are the sums of those that lie in it.</summary>
/// <param name="Counts">Null when nothing came of it; that it is so is public.</param>
public sealed record CountNode(string Code, ReportCounts? Counts, IReadOnlyList<CountNode> Parts)
{
    /// <summary>A district with its streets, their communities, and those's gates, of the lines of its report.</summary>
    public static CountNode Of(DailyReport district) => Sum(
        district.Area.Code,
        from street in district.Gates.GroupBy(line => line.Community[..9])
        select Sum(
            street.Key,
            from community in street.GroupBy(line => line.Community)
            select Sum(community.Key, community.Select(line => new CountNode(line.Gate, line.Counts, [])))));

    private static CountNode Sum(string code, IEnumerable<CountNode> parts)
    {
        var list = parts.ToList();
        return new CountNode(code, ReportCounts.Sum(list.Select(part => part.Counts)), list);
    }
}
