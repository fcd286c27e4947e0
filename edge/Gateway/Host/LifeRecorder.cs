using Checkpoint.Contract.Records;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Host;

/// <summary>The first thing to start and the last to stop: its records say when the gate did.</summary>
/// <param name="describeSensor">Asked once, before the lane's thread does.</param>
internal sealed class LifeRecorder(
    IRecordSink sink, IBoardClock clock, string version, Func<string> describeSensor, ILogger logger) : IHostedService
{
    private Task _started = Task.CompletedTask;

    /// <summary>Not waited for: the lane need not wait for the disk, and its records come after this one anyway.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _started = RecordAsync(GateEventType.Started, $"version {version}, {describeSensor()}");
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _started;
        await RecordAsync(GateEventType.Stopped, $"version {version}");
    }

    private async Task RecordAsync(GateEventType type, string detail)
    {
        try
        {
            var happening = new GateEvent { Type = type, Detail = PlainText.Detail(detail) };
            await sink.AppendAsync([new MadeRecord(happening, clock.Now)], CancellationToken.None);
        }
        catch (OutboxUnavailableException fault)
        {
            logger.LogError("{Event} is not on record: {Fault}", type, fault.Message);
        }
    }
}
