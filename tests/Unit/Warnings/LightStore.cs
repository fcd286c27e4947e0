using System.Reflection;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.Tests.Unit.Warnings;

/// <summary>A store in memory that knows sums of hours by gate; whatever else it is asked, it throws.</summary>
public class LightStore : DispatchProxy
{
    private readonly List<(string Community, SummarySum Sum)> _hours = [];

    /// <summary>While it is set, nothing is answered.</summary>
    internal StoreFault? Fault { get; set; }

    internal int Asked { get; private set; }

    internal IRecordStore Store { get; private set; } = null!;

    internal static LightStore Make()
    {
        var store = Create<IRecordStore, LightStore>();
        var light = (LightStore)(object)store;
        light.Store = store;
        return light;
    }

    internal void Add(string community, SummarySum hour) => _hours.Add((community, hour));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IRecordStore.SumSummariesAsync)
        ? Task.FromResult(Sum((SummaryQuery)args![0]!))
        : throw new NotSupportedException(targetMethod?.Name);

    private IReadOnlyList<SummarySum> Sum(SummaryQuery query)
    {
        Asked++;
        if (Fault is { } fault)
            throw new StoreException(fault);
        Assert.Equal((SummarySpan.Hour, PlaceLevel.Gate), (query.Span, query.Level));
        return
        [
            .. _hours.Where(hour => hour.Sum.StartSeconds >= query.FromSeconds && hour.Sum.StartSeconds < query.ToSeconds && query.Bounds.All(place => IsIn(hour, place)))
                .GroupBy(hour => (hour.Sum.Code, hour.Sum.StartSeconds)).Select(hour => Add([.. hour.Select(one => one.Sum)])),
        ];
    }

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
