using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Reports;

/// <summary>A store that can't say sums while it has a fault.</summary>
internal sealed class SilentStore(IRecordStore inner) : IRecordStore
{
    public StoreFault? Fault { get; set; }

    /// <summary>It answers for streams no sooner than this ends.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    public int Asked { get; private set; }

    public Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation)
    {
        Asked++;
        return Fault is { } fault ? throw new StoreException(fault) : inner.SumSummariesAsync(query, cancellation);
    }

    public Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation) => inner.WriteAsync(batches, cancellation);

    public Task<StoreFault?> ProbeAsync(CancellationToken cancellation) => inner.ProbeAsync(cancellation);

    public Task<IReadOnlyList<GateId>> GatesAsync(CancellationToken cancellation) => inner.GatesAsync(cancellation);

    public Task<IReadOnlyList<RecordSource>> SourcesAsync(CancellationToken cancellation) => inner.SourcesAsync(cancellation);

    public async Task<IReadOnlyList<StreamSum>> SumStreamsAsync(SummarySpan span, IReadOnlyList<SummaryPart> parts, CancellationToken cancellation)
    {
        Asked++;
        await Until;
        return Fault is { } fault ? throw new StoreException(fault) : await inner.SumStreamsAsync(span, parts, cancellation);
    }

    public Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation) => inner.StreamsAsync(gate, cancellation);

    public Task<long> HighestSeqAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation) =>
        inner.HighestSeqAsync(gate, stream, sinceMicroseconds, cancellation);

    public Task<GateRecord?> NewestAsync(GateId gate, StreamId stream, long throughSeq, CancellationToken cancellation) =>
        inner.NewestAsync(gate, stream, throughSeq, cancellation);

    public Task<IReadOnlyList<SeqRange>> MissingAsync(GateId gate, HeldSeqs seqs, int most, CancellationToken cancellation) =>
        inner.MissingAsync(gate, seqs, most, cancellation);

    public Task<TimeSpan?> RetentionAsync(CancellationToken cancellation) => inner.RetentionAsync(cancellation);

    public IAsyncEnumerable<StoredRecord> ReadAsync(GateId gate, StreamId stream, long fromSeq, CancellationToken cancellation) => inner.ReadAsync(gate, stream, fromSeq, cancellation);

    public Task<SeqTally> TallyAsync(GateId gate, StreamId stream, CancellationToken cancellation) => inner.TallyAsync(gate, stream, cancellation);

    public Task<IReadOnlyList<GateEvent>> EventsAsync(GateId gate, StreamId stream, IReadOnlyList<GateEventType> types, CancellationToken cancellation) =>
        inner.EventsAsync(gate, stream, types, cancellation);

    public Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation) => inner.ScreeningsAsync(query, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
