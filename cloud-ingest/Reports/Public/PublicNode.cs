namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>An area or gate as anyone may see it.</summary>
/// <param name="Counts">Null when nothing came of it.</param>
public sealed record PublicNode(string Code, PublicCounts? Counts, IReadOnlyList<PublicNode> Parts)
{
    /// <summary>This area or one in it, or null. Never a gate, the id of which may be the digits of an area elsewhere.</summary>
    public PublicNode? Area(string code) =>
        Code == code ? this : Parts.FirstOrDefault(part => code.StartsWith(part.Code, StringComparison.Ordinal))?.Area(code);
}
