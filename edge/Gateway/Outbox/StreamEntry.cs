using Checkpoint.Contract;

namespace Checkpoint.Gateway.Outbox;

/// <summary>One stream of this outbox.</summary>
internal sealed class StreamEntry
{
    public required int Place { get; init; }

    public required StreamId Stream { get; init; }

    /// <summary>Serial number of the board that made it.</summary>
    public required string Board { get; init; }

    public long MadeThrough { get; set; }

    /// <summary>
    /// Made while the cloud had last confirmed that no other copy of this outbox had gone on alone. What was made since
    /// then may have a twin of the same seq elsewhere, until the next welcome says otherwise.
    /// </summary>
    public long TrustedSeq { get; set; }

    /// <summary>The stream was begun, or the cloud has confirmed it, since this outbox was opened.</summary>
    public bool Welcomed { get; set; }

    public OutboxPosition Position => new(Place, MadeThrough);
}
