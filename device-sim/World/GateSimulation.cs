using Checkpoint.DeviceSim.Bus;
using Checkpoint.DeviceSim.World.Truth;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;

namespace Checkpoint.DeviceSim.World;

/// <summary>The real gateway, whole, on a simulated board with a world before it.</summary>
public sealed class GateSimulation : IDisposable
{
    private static readonly TimeSpan StateEvery = TimeSpan.FromMilliseconds(200);

    private readonly GateSimulationOptions _options;
    private readonly GatewayOptions _gateway;
    private readonly LinuxBoardClock _board = new();
    private readonly TruthLog _truth;
    private readonly GateWorld _world;
    private readonly FirstAnswerBus _bus;
    private TallySink? _tally;
    private GatewayParts? _parts;

    /// <exception cref="IOException">The truth can't be written.</exception>
    public GateSimulation(GateSimulationOptions options)
    {
        _options = options;
        _gateway = options.Pace == Pace.Rush
            ? options.Gateway with
            {
                Screening = RushProfile.Of(options.Gateway.Screening), Lines = RushProfile.Of(options.Gateway.Lines),
            }
            : options.Gateway;
        _truth = TruthLog.Open(options.TruthFolder, _gateway.Gate, options.Seed, TimeProvider.System);
        _world = new GateWorld(
            _gateway.Lines,
            _gateway.Sensor.Address,
            options.Seed,
            WorldOptions.For(options.Pace) with { Troubles = options.Troubles },
            VisitTimes.For(options.Pace),
            _board,
            TimeProvider.System,
            _truth);
        _bus = new FirstAnswerBus(_world.Bus, _board);
    }

    /// <summary>Until told to stop: then nobody comes any more, and the gateway stops as it does on a board.</summary>
    /// <returns>The gateway's exit code.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var end = new CancellationTokenSource();
        using var stopPeople = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var people = _world.RunAsync(stopPeople.Token);
        var state = WriteStateAsync(end.Token);
        var gateway = GatewayHost.RunAsync(_gateway, _ => Hardware(), end.Token);
        await Task.WhenAny(people, gateway, state);
        await stopPeople.CancelAsync();
        await people;
        await end.CancelAsync();
        await Task.WhenAll(gateway, state);
        WriteState();
        return await gateway;
    }

    public void Dispose()
    {
        _bus.Dispose();
        _world.Dispose();
        _truth.Dispose();
    }

    private GatewayHardware Hardware() => new()
    {
        Bus = _bus,
        Gpio = _world.Gpio,
        BoardClock = _board,
        WallClock = new LinuxWallClock(_board),
        Connector = new LibMosquittoConnector(),
        Board = _gateway.Board ?? $"sim-{_gateway.Gate}",
        Tap = Tap,
        Watch = parts => _parts = parts,
    };

    private TruthRecordSink Tap(IRecordSink outbox)
    {
        _tally = new TallySink(outbox);
        return new TruthRecordSink(_tally, () => ((IOutboxReader)outbox).Head.Stream, _truth, _board, TimeProvider.System);
    }

    private async Task WriteStateAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(StateEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
                WriteState();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The last state is written when the gateway has stopped.
        }
    }

    private void WriteState()
    {
        if (_options.StateFile is not { } file || _parts is not { } parts || _tally is not { } tally)
            return;
        var now = tally.Now;
        new GateState
        {
            Stream = parts.Outbox.Head.Stream,
            MadeThrough = parts.Outbox.Head.MadeThrough,
            OutboxDepth = parts.Outbox.Depth,
            SecondsSinceAck = (DateTimeOffset.UtcNow - parts.Uplink.Counters.LastAckAt)?.TotalSeconds,
            Passages = now.Passages,
            Fevers = now.Fevers,
            LastBodyCentiC = now.LastBodyCentiC,
            FirstSampleBoottimeMicroseconds = _bus.FirstAnswerMicroseconds,
        }.Write(file);
    }
}
