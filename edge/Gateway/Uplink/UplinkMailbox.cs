using System.Threading.Channels;
using Checkpoint.Contract.Codec;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;

namespace Checkpoint.Gateway.Uplink;

/// <summary>Something for the uplink's loop to look at.</summary>
internal abstract record UplinkSignal;

/// <summary>The cloud has said something.</summary>
/// <param name="Received">When it came in from the network.</param>
internal sealed record ReplyCame(CloudReply Reply, BoardInstant Received) : UplinkSignal;

/// <summary>The broker has answered for a publication; no batch: it was the hello.</summary>
internal sealed record PublishEnded(FlyingBatch? Batch, MqttReason Reason) : UplinkSignal;

/// <summary>A time is due, the outbox has something new, or the connection has ended.</summary>
internal sealed record Woken : UplinkSignal
{
    public static readonly Woken Instance = new();
}

/// <summary>
/// Where other threads leave word for the loop: bounded, and never waited for, since some come from the network thread.
/// </summary>
internal sealed class UplinkMailbox
{
    private const int Capacity = 256;

    private readonly Channel<UplinkSignal> _signals = Channel.CreateBounded<UplinkSignal>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly Lock _gate = new();
    private OutboxChange? _change;

    /// <returns>False if it is full: the signal is lost, which timeouts make good.</returns>
    public bool Post(UplinkSignal signal) => _signals.Writer.TryWrite(signal);

    /// <summary>If the mailbox is full there is no need to wake anyone.</summary>
    public void Wake() => Post(Woken.Instance);

    public void Changed(OutboxChange change)
    {
        lock (_gate)
        {
            var isFirst = _change is null;
            _change = _change is { } known
                ? new OutboxChange(OutboxPosition.Min(known.From, change.From), known.Urgent || change.Urgent)
                : change;
            if (!isFirst)
                return;
        }

        Wake();
    }

    public OutboxChange? TakeChange()
    {
        lock (_gate)
        {
            var change = _change;
            _change = null;
            return change;
        }
    }

    public bool TryTake(out UplinkSignal signal) => _signals.Reader.TryRead(out signal!);

    public async Task WaitAsync(CancellationToken cancellation) => await _signals.Reader.WaitToReadAsync(cancellation);
}
