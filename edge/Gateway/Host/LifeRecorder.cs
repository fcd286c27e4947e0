using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Host;

/// <summary>The first thing to start and the last to stop: its records say when the gate did.</summary>
internal sealed class LifeRecorder(IRecordSink sink, IBoardClock clock, string version, ILogger logger) : IHostedService
{
    private Task _started = Task.CompletedTask;

    /// <summary>Not waited for: the lane need not wait for the disk, and its records come after this one anyway.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = RecordAsync(GateEventType.Started);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _started;
        await RecordAsync(GateEventType.Stopped);
    }

    private async Task RecordAsync(GateEventType type)
    {
        try
        {
            var happening = new GateEvent { Type = type, Detail = $"version {version}" };
            await sink.AppendAsync([new MadeRecord(happening, clock.Now)], CancellationToken.None);
        }
        catch (OutboxUnavailableException fault)
        {
            logger.LogError("{Event} is not on record: {Fault}", type, fault.Message);
        }
    }
}
