using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>
/// The database. Writing the same record again, in any order and however often, leaves it stored once. Safe to call from
/// any thread. Every reading member throws <see cref="StoreException"/> when the database can't answer.
/// </summary>
public interface IRecordStore : IAsyncDisposable
{
    /// <summary>Stores all records of all batches; on a fault any part of them may have been stored.</summary>
    /// <returns>Null when the database has every one of them durable by its own rules; else why not.</returns>
    Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation);

    /// <summary>Asks the database something small, with its credentials.</summary>
    /// <returns>Null when it answered.</returns>
    Task<StoreFault?> ProbeAsync(CancellationToken cancellation);

    /// <summary>Gates that have at least one record, ascending.</summary>
    Task<IReadOnlyList<GateId>> GatesAsync(CancellationToken cancellation);

    /// <summary>Every stream of every gate that has at least one record.</summary>
    Task<IReadOnlyList<RecordSource>> SourcesAsync(CancellationToken cancellation);

    /// <summary>Streams of a gate that have at least one record, ascending.</summary>
    Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation);

    /// <summary>Highest seq stored of this stream; 0 when there is none.</summary>
    /// <param name="sinceMicroseconds">
    /// Of a record that the gate still has, since 1970 UTC: whatever it does not know of was made after that, so that nothing
    /// before need be looked at; 0: not known.
    /// </param>
    Task<long> HighestSeqAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation);

    /// <summary>The record of the highest seq up to this one; null when there is none.</summary>
    Task<GateRecord?> NewestAsync(GateId gate, StreamId stream, long throughSeq, CancellationToken cancellation);

    /// <summary>
    /// Of these seqs those that are not stored, ascending. Where all are, it costs a count of what was filed since the time
    /// given with them; else a look at the whole stream.
    /// </summary>
    /// <param name="most">Ranges; the first so many.</param>
    Task<IReadOnlyList<SeqRange>> MissingAsync(GateId gate, HeldSeqs seqs, int most, CancellationToken cancellation);

    /// <summary>How old a record may be to be taken; null for any age.</summary>
    Task<TimeSpan?> RetentionAsync(CancellationToken cancellation);

    /// <summary>Records in ascending order of seq; one stored twice comes twice. Held in memory a page at a time.</summary>
    IAsyncEnumerable<StoredRecord> ReadAsync(
        GateId gate, StreamId stream, long fromSeq, CancellationToken cancellation);

    /// <summary>Every seq stored of this stream, those stored more than once known apart.</summary>
    Task<SeqTally> TallyAsync(GateId gate, StreamId stream, CancellationToken cancellation);

    /// <summary>Events of these types, in ascending order of time.</summary>
    Task<IReadOnlyList<GateEvent>> EventsAsync(
        GateId gate, StreamId stream, IReadOnlyList<GateEventType> types, CancellationToken cancellation);

    /// <summary>Screenings in the order of <see cref="ScreeningKey"/>, or backwards.</summary>
    Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation);

    /// <summary>Summaries added up; spans and keys without any are absent.</summary>
    Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation);

    /// <summary>
    /// Summaries of one kind of span added up by stream, place and span, with the temperatures that they count; whatever lies in
    /// several parts comes once.
    /// </summary>
    Task<IReadOnlyList<StreamSum>> SumStreamsAsync(SummarySpan span, IReadOnlyList<SummaryPart> parts, CancellationToken cancellation);
}
