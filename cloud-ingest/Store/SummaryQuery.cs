using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Which summaries to add up.</summary>
/// <param name="Level">Whose: sums are made per gate, community, street or district.</param>
/// <param name="Within">Only the summaries of this gate, community, street or district; null for all.</param>
/// <param name="FromSeconds">Spans that start at or after this, seconds since 1970 UTC.</param>
/// <param name="ToSeconds">Spans that start before this.</param>
public sealed record SummaryQuery(SummarySpan Span, PlaceLevel Level, PlaceCode? Within, long FromSeconds, long ToSeconds)
{
    /// <summary>Only what was recorded in this community, street or district, whatever <see cref="Within"/> says; null for all.</summary>
    public PlaceCode? Area { get; init; }

    /// <summary>Both <see cref="Within"/> and <see cref="Area"/>, those that are set: all must hold.</summary>
    public IEnumerable<PlaceCode> Bounds => new[] { Within, Area }.OfType<PlaceCode>();
}

/// <summary>One gate, community, street or district.</summary>
public sealed record PlaceCode(PlaceLevel Level, string Code);

/// <summary>By what counts are added up. Named as the tags are.</summary>
public enum PlaceLevel
{
    Gate = 1,
    Community = 2,
    Street = 3,
    District = 4,
}
