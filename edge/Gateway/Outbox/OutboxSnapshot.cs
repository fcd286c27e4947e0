using Checkpoint.Contract;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Gateway.Outbox;

/// <summary>What other threads may know of the writer's book.</summary>
internal sealed record OutboxSnapshot(
    IReadOnlyList<StreamView> Streams, BootOffset? Offset, long Depth, long Rejected, long Shed, bool IsOverfull, int Generation)
{
    public StreamView Current => Streams[^1];

    public static OutboxSnapshot Of(OutboxStore store) => new(
        [.. store.Book.Streams.Select(entry => new StreamView(entry.Stream, entry.Place, entry.MadeThrough, entry.SentThrough, entry.Settled))],
        store.Book.Boots.Count > 0 ? store.Book.Boots[^1].Offset : null,
        store.Book.Depth,
        store.Book.Rejected,
        store.Shed,
        store.IsOverfull,
        store.Generation);
}

/// <summary>One stream as it was then.</summary>
/// <param name="SentThrough">Up to there no other copy of this outbox can have made another record.</param>
internal sealed record StreamView(StreamId Stream, int Place, long MadeThrough, long SentThrough, SettledSeqs Settled)
{
    public OutboxHead Head => new(Stream, new OutboxPosition(Place, MadeThrough));
}
