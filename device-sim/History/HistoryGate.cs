using Checkpoint.Contract;
using Checkpoint.Contract.Records;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.Gateway.Uplink;

namespace Checkpoint.DeviceSim.History;

/// <summary>A gate of the past with its way to the cloud: what it records goes through the gateway's own uplink.</summary>
internal sealed class HistoryGate : IAsyncDisposable
{
    /// <summary>More than the gate whose connection is down keeps, and little enough that a month is never in memory.</summary>
    private const int MostPending = 10_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly Queue<GateRecord> _waiting = [];
    private readonly MemoryOutbox _outbox;
    private readonly Uplink _uplink;
    private readonly TimeProvider _time;
    private CancellationTokenSource? _stop;
    private Task _sending = Task.CompletedTask;

    public HistoryGate(PastGate past, GateCredentials credentials, LightUplinks uplinks, TimeProvider time)
    {
        (Past, _time) = (past, time);
        _outbox = new MemoryOutbox(past.Stream, MostPending);
        _uplink = uplinks.Make(credentials, _outbox, new Random(unchecked((int)past.Stream.Value)));
    }

    public PastGate Past { get; }

    public GateId Id => Past.Past.Gate.Id;

    public long Stored => _outbox.Stored;

    public bool IsConnected => _stop is not null;

    public void Connect()
    {
        _stop = new CancellationTokenSource();
        _sending = _uplink.RunAsync(_stop.Token);
    }

    /// <summary>Says goodbye; what is not stored stays here.</summary>
    public async Task DisconnectAsync()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _sending;
        _stop.Dispose();
        _stop = null;
    }

    /// <summary>As much of it as there is room for; the rest waits here.</summary>
    /// <returns>True when nothing waits.</returns>
    public bool Offer(IEnumerable<GateRecord> records)
    {
        foreach (var record in records)
            _waiting.Enqueue(record);
        while (_waiting.TryPeek(out var next) && _outbox.TryAppend(_ => next))
            _waiting.Dequeue();
        return _waiting.Count == 0;
    }

    /// <summary>Until there was room for all of it.</summary>
    public async Task AppendAsync(IEnumerable<GateRecord> records, CancellationToken cancellation)
    {
        for (var all = Offer(records); !all; all = Offer([]))
            await Task.Delay(Look, _time, cancellation);
    }

    /// <summary>Until the database has everything.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        await AppendAsync([], cancellation);
        while (_outbox.Pending > 0)
            await Task.Delay(Look, _time, cancellation);
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();
}
