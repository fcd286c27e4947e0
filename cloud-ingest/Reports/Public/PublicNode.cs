namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>An area or gate as anyone may see it.</summary>
/// <param name="Counts">Null when nothing came of it.</param>
public sealed record PublicNode(string Code, PublicCounts? Counts, IReadOnlyList<PublicNode> Parts)
{
    /// <summary>An area or gate in this one, or null.</summary>
    public PublicNode? Find(string code) =>
        Code == code ? this : Parts.Select(part => part.Find(code)).FirstOrDefault(found => found is not null);
}
