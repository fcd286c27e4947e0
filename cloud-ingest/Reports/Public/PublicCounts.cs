namespace Checkpoint.CloudIngest.Reports.Public;

/// <summary>Counts that anyone may see; null is hidden, and says neither zero nor few. Who was found normal is never told.</summary>
public sealed record PublicCounts(
    long? Persons, long? ScreenedFevers, long? ConfirmedFevers, long? Retries, long? Manual, long? Inward, long? Outward)
{
    /// <summary>Differences where both are shown.</summary>
    public PublicCounts Minus(PublicCounts other) => new(
        Persons - other.Persons,
        ScreenedFevers - other.ScreenedFevers,
        ConfirmedFevers - other.ConfirmedFevers,
        Retries - other.Retries,
        Manual - other.Manual,
        Inward - other.Inward,
        Outward - other.Outward);
}
