using Checkpoint.Contract;
using Checkpoint.Contract.Codec;
using Checkpoint.Contract.Records;

namespace Checkpoint.Gateway.Outbox;

/// <summary>The outbox as the uplink sees it: what is to be sent, and where to say what became of it.</summary>
public interface IOutboxReader
{
    /// <summary>Raised, on any thread, when there is something to read that was not there before. Must not block.</summary>
    event Action<OutboxChange>? Readable;

    /// <summary>The stream that new records join.</summary>
    OutboxHead Head { get; }

    /// <summary>
    /// Pending records of one stream whose time is known, ascending, after a position.
    /// </summary>
    /// <param name="urgentOnly">Fevers and alarms alone.</param>
    /// <param name="maxRecords">At most so many.</param>
    /// <param name="maxBytes">Of their single-record form, which is more than they take in a batch; at least one comes.</param>
    /// <returns>No records when there are none left in any stream.</returns>
    PendingRecords Read(OutboxPosition after, bool urgentOnly, int maxRecords, int maxBytes);

    /// <summary>
    /// Notes what the database has and what the cloud refused. Need not be durable at once: what is lost is sent and
    /// answered again.
    /// </summary>
    void Settle(StreamId stream, IReadOnlyList<SeqRange> stored, IReadOnlyList<RejectedRange> rejected);

    /// <summary>
    /// The cloud has said how far it has seen the current stream. If that is further than it was ever made here, this
    /// outbox is an old copy: a new stream begins and takes over what the cloud cannot have.
    /// </summary>
    /// <param name="found">
    /// What the cloud has under or before <see cref="AskedSeq"/>; null if it has nothing, or was not asked. If it is the record that
    /// is here too, all that was made until the end of its boot is what the copy that went on had as well, and keeps its seqs.
    /// </param>
    /// <returns>True if a new stream was begun.</returns>
    Task<bool> WelcomeAsync(StreamId stream, long highestSeq, FoundRecord? found, CancellationToken cancellation);

    /// <summary>
    /// Highest seq of the current stream that an earlier boot than this one made and timed itself, if no welcome has confirmed it: up
    /// to there the cloud may have got the same records from another copy of this outbox. 0 for none.
    /// </summary>
    /// <exception cref="OutboxUnavailableException">It can't be read now.</exception>
    long AskedSeq() => 0;

    /// <summary>
    /// As the cloud said before anything was sent on this connection: where it has less than was delivered, its database was put
    /// back from an older copy, and what is still kept of the rest is pending again.
    /// </summary>
    /// <returns>How many records are to be sent once more; none where delivered ones are not kept.</returns>
    Task<long> ReplayAsync(StreamId stream, long highestSeq, CancellationToken cancellation) => Task.FromResult(0L);

    /// <summary>Time of the oldest record of the current stream that is still here, since 1970 UTC; 0 if there is none, or it is not known.</summary>
    long SinceMicroseconds() => 0;

    /// <summary>What was delivered and is still here, of all streams.</summary>
    /// <param name="after">From the first of it that lies beyond.</param>
    HeldPart Held(OutboxPosition after) => HeldPart.None;

    /// <summary>
    /// The database does not have these any more: what of them was delivered and is still here is pending again, as it was. What it
    /// says it has lost again, though it was sent once more, is sent again ever more seldom.
    /// </summary>
    /// <param name="keepsSinceMicroseconds">The database would not take what is older: that is dropped; 0 for any age.</param>
    /// <returns>How many records are to be sent once more.</returns>
    Task<long> ReplayAsync(IReadOnlyList<LostSeqs> lost, long keepsSinceMicroseconds, CancellationToken cancellation) => Task.FromResult(0L);
}

/// <summary>The newest stream and how far it is made.</summary>
public readonly record struct OutboxHead(StreamId Stream, OutboxPosition Position)
{
    public long MadeThrough => Position.Seq;
}

/// <summary>Something new to read.</summary>
/// <param name="From">The lowest position of it.</param>
/// <param name="Urgent">Some of it is a fever or an alarm.</param>
public readonly record struct OutboxChange(OutboxPosition From, bool Urgent);

/// <summary>Records of one stream, ascending.</summary>
/// <param name="Records">With seq and time.</param>
public sealed record PendingRecords(
    StreamId Stream, int StreamPlace, long MadeThrough, IReadOnlyList<GateRecord> Records)
{
    public static readonly PendingRecords None = new(default, 0, 0, []);

    public OutboxPosition Last => new(StreamPlace, Records[^1].Seq);
}

