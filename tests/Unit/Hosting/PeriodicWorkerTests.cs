using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Tests.Unit.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Tests.Unit.Hosting;

public sealed class PeriodicWorkerTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public PeriodicWorkerTests() => _bench.Options = _bench.Options with { SettleLinger = TimeSpan.FromMinutes(10) };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_gateway_told_to_stop_while_its_time_in_service_waits_for_company_stops_at_once_and_loses_none_of_it()
    {
        var keeper = new SummaryKeeper(_bench.Outbox, new Serving(), _bench.Clock);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        var waits = new TaskCompletionSource();
        using var worker = new PeriodicWorker("summaries", TimeSpan.FromMinutes(1), TimeProvider.System, TickAsync, NullLogger.Instance);
        await worker.StartAsync(CancellationToken.None);
        await waits.Task.WaitAsync(OutboxBench.Deadline);

        await worker.StopAsync(CancellationToken.None).WaitAsync(OutboxBench.Deadline);

        _bench.LearnTime(OutboxBench.Noon);
        await _bench.AppendAsync(Make.Event());
        _bench.Reopen();
        Assert.Equal(300, _bench.ReadAll().Select(row => row.Record).OfType<Summary>().Sum(summary => summary.InServiceSeconds));

        async Task TickAsync(CancellationToken cancellation)
        {
            var tick = keeper.TickAsync(cancellation);
            waits.TrySetResult();
            await tick;
        }
    }

    private sealed class Serving : IServiceState
    {
        public bool WasInService() => true;
    }
}
