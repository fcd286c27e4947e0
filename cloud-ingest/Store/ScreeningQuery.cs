using System.Collections.Frozen;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Which screenings: those whose storage time is at or after <paramref name="FromNs"/> and before <paramref name="ToNs"/>.</summary>
/// <param name="FromNs">Nanoseconds since 1970 UTC.</param>
/// <param name="ToNs">Nanoseconds since 1970 UTC.</param>
/// <param name="Limit">At most this many.</param>
public sealed record ScreeningQuery(long FromNs, long ToNs, int Limit)
{
    /// <summary>Only of this gate, community, street or district; null for all.</summary>
    public PlaceCode? Within { get; init; }

    /// <summary>Only what was recorded in this community, street or district, whatever <see cref="Within"/> says; null for all.</summary>
    public PlaceCode? Area { get; init; }

    /// <summary>Gates of which nothing lies in <see cref="Bounds"/>, as far as is known: a store need not look into what they recorded.</summary>
    public IReadOnlySet<GateId> Elsewhere { get; init; } = FrozenSet<GateId>.Empty;

    /// <summary>The order of <see cref="ScreeningKey"/> backwards.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Only what comes behind this one in the order asked for; null from the beginning.</summary>
    public ScreeningKey? After { get; init; }

    public ScreeningOutcome? Outcome { get; init; }

    public ScreeningQuality? Quality { get; init; }

    public ScreeningReason? Reason { get; init; }

    /// <summary>Only those made in maintenance mode, or only the others; null for both.</summary>
    public bool? Maintenance { get; init; }

    /// <summary>Both <see cref="Within"/> and <see cref="Area"/>, those that are set: all must hold.</summary>
    public IEnumerable<PlaceCode> Bounds => new[] { Within, Area }.OfType<PlaceCode>();

    public IComparer<ScreeningKey> Order => NewestFirst ? ScreeningKey.Descending : ScreeningKey.Ascending;

    /// <summary>Whether it comes behind <see cref="After"/>.</summary>
    public bool IsAhead(ScreeningKey key) => After is null || Order.Compare(key, After) > 0;
}
