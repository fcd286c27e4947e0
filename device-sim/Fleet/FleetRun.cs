using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging;

namespace Checkpoint.DeviceSim.Fleet;

/// <summary>
/// Many light gates in this process: one network thread for all their connections, a few pool threads for all their
/// uplinks, one loop that makes their records.
/// </summary>
public sealed class FleetRun(
    FleetOptions options, IReadOnlyList<GateCredentials> credentials, TimeProvider time, ILogger logger, Action<string> say)
{
    /// <summary>Gates that begin to connect at once, and how long until the next: a broker hashes each password.</summary>
    private const int ConnectGroup = 25;
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan MakeInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SayInterval = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(options.Seed);
    private readonly ThreadPeak _threads = new();
    private IReadOnlyList<LightGate> _gates = [];
    private DateTimeOffset _saidAt;

    /// <summary>Connects, makes records for the time given, waits for their acks, hangs up.</summary>
    public async Task<FleetResult> RunAsync(CancellationToken cancellation)
    {
        using var connector = new LibMosquittoConnector(time);
        var board = new LinuxBoardClock();
        _gates = [.. credentials.Select((gate, i) => new LightGate(
            gate, options, unchecked(options.Seed * 100_003 + i), connector, board, time, logger))];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var uplinks = new List<Task>();
        try
        {
            await ConnectAsync(uplinks, stop.Token);
            await MakeAsync(cancellation);
            await DrainAsync(cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(uplinks);
        }

        return Result();
    }

    private async Task ConnectAsync(List<Task> uplinks, CancellationToken cancellation)
    {
        foreach (var group in _gates.Chunk(ConnectGroup))
        {
            uplinks.AddRange(group.Select(gate => gate.Uplink.RunAsync(cancellation)));
            await Task.Delay(ConnectPause, time, cancellation);
        }

        var deadline = time.GetUtcNow() + options.DrainTimeout;
        while (_gates.Any(gate => !gate.Uplink.Counters.IsConnected))
        {
            if (time.GetUtcNow() > deadline)
                throw new FleetException($"only {_gates.Count(gate => gate.Uplink.Counters.IsConnected)} of {_gates.Count} gates were welcomed by the cloud within {options.DrainTimeout.TotalSeconds:0} s");
            await LookAsync(cancellation);
        }

        say($"{_gates.Count} gates connected and welcomed");
    }

    /// <summary>As many records as are due, by the clock; each at a gate drawn at random.</summary>
    private async Task MakeAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        for (long tried = 0; ;)
        {
            var elapsed = time.GetElapsedTime(began);
            var due = (long)(Math.Min(elapsed.TotalSeconds, options.Duration.TotalSeconds) * options.RatePerSecond);
            for (; tried < due; tried++)
                _gates[_random.Next(_gates.Count)].TryMakeRecord();
            if (elapsed >= options.Duration)
                return;
            _threads.Look();
            Say();
            await Task.Delay(MakeInterval, time, cancellation);
        }
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        var deadline = time.GetUtcNow() + options.DrainTimeout;
        while (_gates.Any(gate => gate.Outbox.Pending > 0) && time.GetUtcNow() < deadline)
            await LookAsync(cancellation);
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        _threads.Look();
        Say();
        await Task.Delay(LookInterval, time, cancellation);
    }

    private void Say()
    {
        if (time.GetUtcNow() - _saidAt < SayInterval)
            return;
        _saidAt = time.GetUtcNow();
        var result = Result();
        say($"made {result.Made:#,0}, acked {result.Acked:#,0}, pending {result.Pending:#,0}, threads {result.PeakThreads}");
    }

    private FleetResult Result() => new(
        _gates.ToDictionary(gate => gate.Id, gate => (gate.Stream, gate.Outbox.Head.MadeThrough)),
        _gates.Sum(gate => gate.Outbox.Stored),
        _gates.Sum(gate => gate.Outbox.Rejected),
        _gates.Sum(gate => (long)gate.Outbox.Pending),
        _gates.Sum(gate => gate.Outbox.Refused),
        _threads.Most,
        _gates.Sum(gate => gate.Uplink.Counters.Connections),
        _gates.Sum(gate => gate.Uplink.Counters.AckTimeouts),
        _gates.Sum(gate => gate.Uplink.Counters.WaitsAsked));
}
