using System.Collections.Concurrent;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Ingest;

/// <summary>
/// Highest stored seq of streams, remembered for as long as a gate says hello again and again for a better time, and no
/// longer: another ingest may store more meanwhile, and a database restored from a backup has less, which its gates must
/// be told. Safe to call from any thread.
/// </summary>
internal sealed class SeenSeqs(IRecordStore store, TimeProvider clock)
{
    private const int MaxStreams = 100_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(GateId, StreamId), (long Highest, long At)> _streams = [];

    /// <exception cref="StoreException">The database can't say.</exception>
    public async Task<long> HighestAsync(GateId gate, StreamId stream, long sinceMicroseconds, CancellationToken cancellation)
    {
        if (_streams.TryGetValue((gate, stream), out var known) && clock.GetElapsedTime(known.At) < Lifetime)
            return known.Highest;
        var highest = await store.HighestSeqAsync(gate, stream, sinceMicroseconds, cancellation);
        if (_streams.Count >= MaxStreams)
            _streams.Clear();
        _streams[(gate, stream)] = (highest, clock.GetTimestamp());
        return highest;
    }

    public void Stored(GateId gate, StreamId stream, long seq)
    {
        if (_streams.TryGetValue((gate, stream), out var known) && seq > known.Highest)
            _streams.TryUpdate((gate, stream), (seq, known.At), known);
    }
}
