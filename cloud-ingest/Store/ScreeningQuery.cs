using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Screenings of a gate whose storage time is at or after <paramref name="FromNs"/> and before <paramref name="ToNs"/>.</summary>
/// <param name="FromNs">Nanoseconds since 1970 UTC; to go on behind a record, its storage time plus 1.</param>
/// <param name="ToNs">Nanoseconds since 1970 UTC.</param>
/// <param name="Limit">At most this many.</param>
public sealed record ScreeningQuery(GateId Gate, long FromNs, long ToNs, int Limit);
