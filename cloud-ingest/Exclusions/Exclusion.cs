namespace Checkpoint.CloudIngest.Exclusions;

/// <summary>
/// Hours of one gate that are not counted, because what it measured in them can't be relied on. Its records stay. Never removed:
/// one that was wrong is withdrawn, and both are told.
/// </summary>
/// <param name="Community">Where the gate stood; by this it is decided who may see it and change it.</param>
/// <param name="From">A whole hour of the service's time zone, as `to`.</param>
/// <param name="To">The first moment that is counted again.</param>
/// <param name="WithdrawnAt">From then on the hours are counted again; null while they are not.</param>
public sealed record Exclusion(
    long Id,
    string Gate,
    string Community,
    DateTimeOffset From,
    DateTimeOffset To,
    string Reason,
    string ExcludedBy,
    DateTimeOffset ExcludedAt,
    string? WithdrawnBy,
    DateTimeOffset? WithdrawnAt,
    string? WithdrawalReason)
{
    /// <summary>Characters of a reason.</summary>
    public const int MaxReason = 500;

    /// <summary>Days of one: longer than a fault goes unseen, short enough that a slip of the year is noticed.</summary>
    public const int MaxDays = 92;
}
