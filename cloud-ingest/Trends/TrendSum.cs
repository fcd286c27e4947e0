using Checkpoint.CloudIngest.Store;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>What is added up for one point.</summary>
internal sealed class TrendSum
{
    private readonly long[] _bins = new long[BodyBins.Count];

    private SummarySum? _sum;

    public void Add(StreamSum told)
    {
        _sum = _sum?.Plus(told.Sum) ?? told.Sum;
        told.Bins.AddTo(_bins);
    }

    /// <summary>A point with all counts.</summary>
    public TrendPoint On(TrendPoint point)
    {
        if (_sum is not { } sum)
            return point;
        var persons = sum.Normal + sum.Fever + sum.Manual;
        var rate = FeverRate.Of(sum.Fever, persons);
        return point with
        {
            InServiceS = sum.InServiceSeconds,
            Persons = persons,
            Normal = sum.Normal,
            Fever = sum.Fever,
            Retry = sum.Retry,
            Manual = sum.Manual,
            ConfirmedFever = sum.ManualFever,
            ConfirmedNormal = sum.ManualNormal,
            Inward = sum.Inward,
            Outward = sum.Outward,
            FeverRate = rate?.Rate,
            FeverRateLow = rate?.Low,
            FeverRateHigh = rate?.High,
            BodyP5C = BodyQuantiles.Of(_bins, 0.05),
            BodyMedianC = BodyQuantiles.Of(_bins, 0.5),
            BodyP95C = BodyQuantiles.Of(_bins, 0.95),
            BodyCount = _bins.Sum(),
            AmbientMeanC = sum.AmbientCount > 0 ? Math.Round(sum.AmbientSumCentiC / 100.0 / sum.AmbientCount, 2) : null,
            AmbientMinC = sum.AmbientMinCentiC / 100.0,
            AmbientMaxC = sum.AmbientMaxCentiC / 100.0,
        };
    }
}
