using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;
using Checkpoint.Contract.Records;

namespace Checkpoint.CloudIngest.Store;

/// <summary>Adds summaries up by stream, place and span.</summary>
internal sealed class StreamSums
{
    private readonly Dictionary<(RecordSource Source, Place Place, long StartSeconds), StreamSum> _sums = [];

    public IReadOnlyList<StreamSum> All => [.. _sums.Values];

    public void Add(StreamSum sum)
    {
        var key = (new RecordSource(sum.Gate, sum.Stream), sum.Place, sum.Sum.StartSeconds);
        _sums[key] = _sums.TryGetValue(key, out var other)
            ? other with { Sum = other.Sum.Plus(sum.Sum), Bins = other.Bins.Plus(sum.Bins) }
            : sum;
    }

    public static StreamSum Of(GateId gate, StreamId stream, Place place, Summary summary) => new(
        gate,
        stream,
        place,
        new SummarySum
        {
            StartSeconds = summary.StartSeconds,
            Code = gate.Value,
            Normal = summary.Normal,
            Fever = summary.Fever,
            Retry = summary.Retry,
            Manual = summary.Manual,
            ManualFever = summary.ManualFever,
            ManualNormal = summary.ManualNormal,
            Inward = summary.Inward,
            Outward = summary.Outward,
            InServiceSeconds = summary.InServiceSeconds,
            AmbientCount = summary.AmbientCount,
            AmbientSumCentiC = summary.AmbientSumCentiC,
            AmbientMinCentiC = summary.AmbientCount > 0 ? summary.AmbientMinCentiC : null,
            AmbientMaxCentiC = summary.AmbientCount > 0 ? summary.AmbientMaxCentiC : null,
        },
        BodyBins.Of(summary.Histogram));
}
