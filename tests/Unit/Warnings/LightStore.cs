using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Warnings;

/// <summary>A store in memory that knows sums of hours by gate, and nothing else.</summary>
internal sealed class LightStore : IRecordStore
{
    private readonly List<(string Community, SummarySum Sum)> _hours = [];

    /// <summary>While it is set, nothing is answered.</summary>
    public StoreFault? Fault { get; set; }

    public int Asked { get; private set; }

    public void Add(string community, SummarySum hour) => _hours.Add((community, hour));

    public Task<IReadOnlyList<SummarySum>> SumSummariesAsync(SummaryQuery query, CancellationToken cancellation)
    {
        Asked++;
        if (Fault is { } fault)
            throw new StoreException(fault);
        Assert.Equal((SummarySpan.Hour, PlaceLevel.Gate), (query.Span, query.Level));
        return Task.FromResult<IReadOnlyList<SummarySum>>(
        [
            .. _hours.Where(hour => hour.Sum.StartSeconds >= query.FromSeconds && hour.Sum.StartSeconds < query.ToSeconds && query.Bounds.All(place => IsIn(hour, place)))
                .GroupBy(hour => (hour.Sum.Code, hour.Sum.StartSeconds)).Select(hour => Add([.. hour.Select(one => one.Sum)])),
        ]);
    }

    public Task<StoreFault?> WriteAsync(IReadOnlyList<PlacedBatch> batches, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoreFault?> ProbeAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<GateId>> GatesAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<StreamId>> StreamsAsync(GateId gate, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> HighestSeqAsync(GateId gate, StreamId stream, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredRecord> ReadAsync(GateId gate, StreamId stream, long fromSeq, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<SeqTally> TallyAsync(GateId gate, StreamId stream, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<GateEvent>> EventsAsync(GateId gate, StreamId stream, IReadOnlyList<GateEventType> types, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<StoredRecord>> ScreeningsAsync(ScreeningQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsIn((string Community, SummarySum Sum) hour, PlaceCode place) => place.Level == PlaceLevel.Gate
        ? hour.Sum.Code == place.Code
        : hour.Community.StartsWith(place.Code, StringComparison.Ordinal);

    private static SummarySum Add(IReadOnlyList<SummarySum> sums) => sums[0] with
    {
        Normal = sums.Sum(sum => sum.Normal),
        Fever = sums.Sum(sum => sum.Fever),
        ManualFever = sums.Sum(sum => sum.ManualFever),
        InServiceSeconds = sums.Sum(sum => sum.InServiceSeconds),
    };
}
