using Checkpoint.CloudIngest.Exclusions;
using Checkpoint.CloudIngest.Store;
using Checkpoint.CloudIngest.Trends;
using Checkpoint.CloudIngest.Web;
using Checkpoint.Tests.Unit.Reports;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Checkpoint.Tests.Unit.Web;

public sealed class WarmUpTests : IDisposable
{
    private readonly ReportBench _bench = new();

    private readonly SilentStore _store;

    private readonly WarmUp _warmUp;

    public WarmUpTests()
    {
        _store = new SilentStore(_bench.Store);
        var reader = new TrendReader(_store, _bench.Registry, new ExclusionBook(_bench.Database), _bench.Clock);
        _warmUp = new WarmUp(reader, ReportBench.Day.Zone, Options.Create(new JsonOptions()), _bench.Clock);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_service_has_asked_for_a_trend_before_it_starts()
    {
        await _warmUp.StartAsync(CancellationToken.None);
        Assert.NotEqual(0, _store.Asked);
    }

    [Fact]
    public async Task A_database_that_is_away_does_not_keep_the_service_from_starting()
    {
        _store.Fault = new StoreFault(StoreFaultKind.Unreachable, "gone");
        await _warmUp.StartAsync(CancellationToken.None);
        Assert.NotEqual(0, _store.Asked);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_waited_for_only_so_long()
    {
        _store.Until = new TaskCompletionSource().Task;
        var starting = _warmUp.StartAsync(CancellationToken.None);
        Assert.False(starting.IsCompleted);
        _bench.Clock.Advance(WarmUp.Most);
        await starting;
    }

    [Fact]
    public async Task Told_to_stop_meanwhile_it_stops()
    {
        _store.Until = new TaskCompletionSource().Task;
        using var stop = new CancellationTokenSource();
        var starting = _warmUp.StartAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
    }
}
