using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Store.Influx;

/// <summary>Adds summaries up by stream, place and span. Most hours and days are told at once: only of the others totals are made.</summary>
internal sealed class StreamSums
{
    private readonly Dictionary<(RecordSource Source, Place Place, long StartSeconds), (PackedSums Only, SumTotals? Totals)> _sums = [];

    public IEnumerable<StreamSum> All => _sums.Select(sum => new StreamSum(
        sum.Key.Source.Gate, sum.Key.Source.Stream, sum.Key.Place, sum.Key.StartSeconds, sum.Value.Totals?.Pack() ?? sum.Value.Only));

    /// <exception cref="StoreException">The sums can't be read.</exception>
    public void Add(GateId gate, StreamId stream, Place place, long startSeconds, PackedSums sums)
    {
        var key = (new RecordSource(gate, stream), place, startSeconds);
        if (!_sums.TryGetValue(key, out var told))
            _sums.Add(key, (sums, null));
        else if (told.Totals is { } totals)
            totals.Add(Told(sums));
        else
            _sums[key] = (default, new SumTotals().Add(Told(told.Only)).Add(Told(sums)));

        StreamSum Told(PackedSums some) => new(gate, stream, place, startSeconds, some);
    }
}
