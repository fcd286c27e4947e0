using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Trends;

/// <summary>
/// What was told, added up for the points of each series as it comes in, and for how long each gate was in service. So its size
/// follows from the points and gates, not from all that was recorded of them.
/// </summary>
/// <param name="parts">Hours or days of which the period is made.</param>
public sealed class TrendTally(TrendScope scope, TrendPeriod period, TrendPeriod parts)
{
    private const long Nothing = -1;

    private readonly Dictionary<string, SumTotals?[]> _sums = new(StringComparer.Ordinal);

    private readonly Dictionary<GateId, long[]> _service = [];

    /// <summary>Series of which anything came.</summary>
    public IEnumerable<string> Codes => _sums.Keys;

    /// <param name="told">
    /// Lies in the period. Of a gate that moved it may lie outside of the scope: that is not added up, it tells that the gate spoke.
    /// </param>
    /// <exception cref="StoreException">Its sums can't be read.</exception>
    public void Add(StreamSum told)
    {
        var totals = scope.Holds(told.Gate, told.Place)
            ? PointsOf(scope.CodeOf(told.Gate, told.Place))[period.IndexOf(told.StartSeconds)] ??= new SumTotals()
            : new SumTotals();
        var before = totals.InServiceSeconds;
        totals.Add(told);
        ref var seconds = ref ServiceOf(told.Gate)[parts.IndexOf(told.StartSeconds)];
        seconds = Math.Max(seconds, 0) + totals.InServiceSeconds - before;
    }

    /// <summary>Null: nothing came.</summary>
    internal SumTotals? Sum(string code, int point) => _sums.GetValueOrDefault(code)?[point];

    /// <summary>Seconds of one hour or day, wherever the gate stood; null: nothing came.</summary>
    public long? ServiceOf(GateId gate, int part) => _service.GetValueOrDefault(gate)?[part] is { } seconds and not Nothing ? seconds : null;

    private SumTotals?[] PointsOf(string code)
    {
        if (!_sums.TryGetValue(code, out var points))
            _sums.Add(code, points = new SumTotals?[period.Starts.Count]);
        return points;
    }

    private long[] ServiceOf(GateId gate)
    {
        if (!_service.TryGetValue(gate, out var service))
        {
            _service.Add(gate, service = new long[parts.Starts.Count]);
            Array.Fill(service, Nothing);
        }

        return service;
    }
}
