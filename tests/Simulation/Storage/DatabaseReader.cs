using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Simulation.Storage;

/// <summary>Reads the simulated database at once, for the production ledger and for audits. Writes nothing.</summary>
internal class DatabaseReader(SimulatedDatabase database) : IRecordStore
{
    protected SimulatedDatabase Database => database;

    public virtual Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public virtual Task<StoreFault?> ProbeAsync(CancellationToken cancellation) => Task.FromResult<StoreFault?>(null);

    public Task<IReadOnlyList<GateId>> GatesAsync(CancellationToken cancellation) =>
        List(database.All.Select(stored => stored.Gate).Distinct().OrderBy(gate => gate.Value, StringComparer.Ordinal));

    public Task<IReadOnlyList<RecordSource>> SourcesAsync(CancellationToken cancellation) =>
        List(database.All.Select(stored => new RecordSource(stored.Gate, stored.Stream)).Distinct());

    public Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation) =>
        List(database.All.Where(stored => stored.Gate == gate).Select(stored => stored.Stream).Distinct().OrderBy(stream => stream.Value));

    public virtual Task<long> HighestSeqAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation) =>
        Task.FromResult(Of(gate, stream).Select(stored => stored.Record.Seq).DefaultIfEmpty().Max());

    public virtual Task<GateRecord?> NewestAsync(GateId gate, StreamId stream, long throughSeq, CancellationToken cancellation) =>
        Task.FromResult(Of(gate, stream).Select(stored => stored.Record).Where(record => record.Seq <= throughSeq).MaxBy(record => record.Seq));

    public virtual Task<IReadOnlyList<SeqRange>> MissingAsync(GateId gate, HeldSeqs seqs, int most, CancellationToken cancellation)
    {
        var marks = new SeqMarks(seqs.Seqs);
        foreach (var stored in Of(gate, seqs.Stream))
            marks.Mark(stored.Record.Seq);
        return Task.FromResult<IReadOnlyList<SeqRange>>(marks.Missing(most));
    }

    public Task<TimeSpan?> RetentionAsync(CancellationToken cancellation) => Task.FromResult<TimeSpan?>(null);

    public async IAsyncEnumerable<StoredRecord> ReadAsync(
        GateId gate, StreamId stream, long fromSeq, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var stored in Of(gate, stream).Where(stored => stored.Record.Seq >= fromSeq).OrderBy(stored => stored.Record.Seq))
            yield return stored;
    }

    public Task<SeqTally> TallyAsync(GateId gate, StreamId stream, CancellationToken cancellation)
    {
        var tally = new SeqTally();
        foreach (var stored in Of(gate, stream))
            tally.Add(stored.Record.Seq);
        return Task.FromResult(tally);
    }

    public Task<IReadOnlyList<GateEvent>> EventsAsync(
        GateId gate, StreamId stream, IReadOnlyList<GateEventType> types, CancellationToken cancellation) =>
        List(Of(gate, stream).Select(stored => stored.Record).OfType<GateEvent>()
            .Where(happening => types.Contains(happening.Type)).OrderBy(happening => happening.Time.Microseconds));

    public Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StreamSum>> SumStreamsAsync(SummarySpan span, IReadOnlyList<SummaryPart> parts, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<StoredRecord> Of(GateId gate, StreamId stream) =>
        database.All.Where(stored => stored.Gate == gate && stored.Stream == stream);

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);
}
