using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>Seqs of one stream that the cloud has answered for.</summary>
/// <param name="SettledSeconds">When, as the start of that hour, in seconds since 1970 UTC; 0 for a gate that did not know.</param>
/// <param name="Reason">Why they were refused; null for all others.</param>
internal sealed record SettledRange(SeqRange Seqs, SettledState State, long SettledSeconds, string? Reason)
{
    /// <summary>Both can be kept as one.</summary>
    public bool Joins(SettledRange next) => Seqs.Last + 1 == next.Seqs.First
        && (State, SettledSeconds, Reason) == (next.State, next.SettledSeconds, next.Reason);
}

/// <summary>What became of records; the numbers are those on disk.</summary>
internal enum SettledState
{
    /// <summary>The database has them; they are kept in case it asks again.</summary>
    Delivered = 1,

    /// <summary>The cloud has refused them for good.</summary>
    Rejected = 2,

    /// <summary>Either of them, and dropped here since.</summary>
    Gone = 3,
}
