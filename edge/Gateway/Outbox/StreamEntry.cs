using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>One stream of this outbox.</summary>
internal sealed class StreamEntry
{
    public required int Place { get; init; }

    public required StreamId Stream { get; init; }

    /// <summary>Serial number of the board that began it.</summary>
    public required string Board { get; init; }

    public long MadeThrough { get; set; }

    /// <summary>
    /// Made while the cloud had last confirmed that no other copy of this outbox had gone on alone. What was made since
    /// then may have a twin of the same seq elsewhere, until the next welcome says otherwise.
    /// </summary>
    public long TrustedSeq { get; set; }

    /// <summary>The stream was begun, or the cloud has confirmed it, since this outbox was opened.</summary>
    public bool Welcomed { get; set; }

    /// <summary>
    /// Nothing leaves before a welcome: what the cloud has beyond was not sent from here, even if this outbox has made as many since.
    /// </summary>
    public long SentThrough => Welcomed ? MadeThrough : TrustedSeq;

    /// <summary>The tallies on disk have counted all records up to here whose time is known.</summary>
    public long CountedSeq { get; set; }

    /// <summary>How many were dropped, or moved to another stream, before the cloud had answered for them.</summary>
    public long Dropped { get; set; }

    public SettledSeqs Settled { get; set; } = SettledSeqs.None;

    /// <summary><see cref="Settled"/> as the disk has it.</summary>
    public SettledSeqs SavedSettled { get; set; } = SettledSeqs.None;

    /// <summary>How many records are pending.</summary>
    public long Depth => MadeThrough - Settled.Count - Dropped;

    public OutboxPosition Position => new(Place, MadeThrough);

    /// <summary>It is known to be made so far at least.</summary>
    public void RaiseTo(long madeThrough) => MadeThrough = Math.Max(MadeThrough, madeThrough);

    /// <summary>Seqs after one that are pending, or dropped.</summary>
    public IEnumerable<SeqRange> OpenAfter(long seq) => Settled.Open(new SeqRange(seq + 1, MadeThrough));
}
