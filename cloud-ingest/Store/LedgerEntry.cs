using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store;

/// <summary>What became of each seq of one stream, as the database knows it.</summary>
/// <param name="MadeThrough">Highest seq known to have been made; seqs above the highest stored one are pending.</param>
/// <param name="Stored">Seqs stored.</param>
/// <param name="Pending">Made, and above all that is stored, shed or rejected: still with the gate.</param>
/// <param name="MissingCount">Below something stored, and neither stored, shed nor rejected.</param>
/// <param name="Missing">The first of them.</param>
/// <param name="DoubledCount">Seqs stored more than once.</param>
/// <param name="Doubled">The first of them.</param>
/// <param name="Shed">Seqs that the gate dropped, and listed, for want of space; stored ones are not among them.</param>
/// <param name="Rejected">Seqs that the cloud refused for their content; stored ones are not among them.</param>
public sealed record LedgerEntry(
    GateId Gate,
    StreamId Stream,
    long MadeThrough,
    long Stored,
    long Pending,
    long MissingCount,
    IReadOnlyList<SeqRange> Missing,
    long DoubledCount,
    IReadOnlyList<SeqRange> Doubled,
    long Shed,
    long Rejected)
{
    /// <summary>Nothing missing, nothing doubled.</summary>
    public bool IsBalanced => MissingCount == 0 && DoubledCount == 0;
}
