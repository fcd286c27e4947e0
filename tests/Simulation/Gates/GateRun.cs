using Checkpoint.Contract;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Checkpoint.Tests.Simulation.Auditing;
using Checkpoint.Tests.Simulation.Network;
using Checkpoint.Tests.Simulation.Scheduling;
using Microsoft.Extensions.Hosting;

namespace Checkpoint.Tests.Simulation.Gates;

/// <summary>
/// One run of the gateway's program: the parts that a record meets behind the lane, as they are in production, with the periods
/// and in the order that <c>Program.Stages</c> gives them.
/// </summary>
internal sealed class GateRun : IDisposable
{
    public const string Folder = "/data";

    private static readonly UplinkOptions UplinkOptions = new();

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _stopUplink = new();
    private readonly SimulatedConnector _connector;
    private readonly ProcessClock _clock;
    private readonly BoardPorts _ports;
    private readonly LifeRecorder _life;
    private readonly Uplink _uplink;
    private readonly PeriodicWorker[] _periodic;
    private Task _uplinkTask = Task.CompletedTask;
    private ScheduledEvent? _turn;
    private long _turnAt;

    /// <summary>To be made in the process's own event.</summary>
    /// <exception cref="IOException">The outbox can't be opened: the program ends.</exception>
    public GateRun(SimulatedGate gate, SimulatedProcess process, SimulatedBoard board, Random random)
    {
        (Gate, Process, Board, Began) = (gate, process, board, process.Loop.Now);
        var world = gate.World;
        var log = new TraceLog(process);
        _ports = new BoardPorts(process, board);
        _clock = new ProcessClock(process, board.Rate, () => board.Wall);
        var platform = new OutboxPlatform
        {
            Folder = gate.Disk, NewStream = () => new StreamId((ulong)random.NextInt64(1, long.MaxValue)), WorkWaits = WorkWaits,
        };
        Outbox = Outbox.Open(new OutboxOptions { Folder = Folder, MaxBytes = gate.MaxOutboxBytes }, gate.BoardSerial, gate.Zone, _ports, platform);
        var sink = new TruthSink(this, Outbox, process) { Promised = gate.Promised };
        Time = new TimeKeeper(_ports, _ports, Outbox);
        Lane = new LaneDriver(this, process, sink);
        _life = new LifeRecorder(sink, _ports, "simulated", () => $"run {process.Number}", log);
        var summaries = new SummaryKeeper(Outbox, _ports, _ports);
        var health = new HealthReporter(sink, Outbox, new SensorCounters(), Time, _ports, new BoardReadings("/none"), "/none", $"{process.Number}");
        _connector = new SimulatedConnector(process, world.Broker, gate.Link, world.Watch);
        var connection = new MqttConnectionOptions { Host = "broker", ClientId = "", KeepAlive = TimeSpan.FromSeconds(30) };
        _uplink = new Uplink(
            new UplinkIdentity(gate.Id, "simulated", gate.BoardSerial), UplinkOptions, () => connection, _connector,
            new WatchedOutbox(gate, Outbox), _ports, Time, _clock, random, log);
        _periodic =
        [
            new("time", TimeSpan.FromSeconds(15), _clock, _ => { Time.AskKernel(); return Task.CompletedTask; }, log),
            new("summaries", TimeSpan.FromMinutes(1), _clock, summaries.TickAsync, log),
            new("health", TimeSpan.FromMinutes(1), _clock, health.ReportAsync, log),
        ];
    }

    public SimulatedGate Gate { get; }

    public SimulatedProcess Process { get; }

    public SimulatedBoard Board { get; }

    /// <summary>Virtual time.</summary>
    public long Began { get; }

    public Outbox Outbox { get; }

    public TimeKeeper Time { get; }

    public LaneDriver Lane { get; }

    /// <summary>People are seen.</summary>
    public bool IsScreening { get; private set; }

    public bool IsConnected => _uplink.Counters.IsConnected;

    /// <summary>In the process's own context.</summary>
    public void Start()
    {
        _ = _life.StartAsync(CancellationToken.None);
        IsScreening = true;
        foreach (var worker in _periodic)
            _ = Stage.RunAsync(worker, Failed, _stop.Token);
        _uplinkTask = RunUplinkAsync();
    }

    /// <summary>As the host stops it: the lane first, the uplink last, with some time to bring away what was made at the end.</summary>
    public async Task StopAsync()
    {
        IsScreening = false;
        await _life.StopAsync(CancellationToken.None);
        _stop.Cancel();
        var began = _clock.GetTimestamp();
        while (Outbox.Depth > 0 && _clock.GetElapsedTime(began) < UplinkOptions.DrainTimeout)
            await Task.Delay(TimeSpan.FromMilliseconds(50), _clock, CancellationToken.None);
        _stopUplink.Cancel();
        await _uplinkTask;
        Outbox.Dispose();
    }

    /// <summary>Ends it where it stands; its disk has lost what it had open before.</summary>
    public void Abandon(bool hasPower)
    {
        IsScreening = false;
        Process.Kill();
        if (hasPower)
            _connector.ProcessKilled();
        else
            _connector.PowerLost();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _stopUplink.Dispose();
    }

    private async Task RunUplinkAsync()
    {
        try
        {
            await _uplink.RunAsync(_stopUplink.Token);
        }
        catch (Exception fault)
        {
            Failed(fault);
        }
    }

    private void Failed(Exception fault) => Gate.World.Findings.Add(FindingKind.Crashed, Gate.Id, $"{fault}");

    /// <summary>The writer's thread would take it up soon; what may linger waits for company.</summary>
    private void WorkWaits(bool mayLinger)
    {
        var at = Process.Loop.Now + (mayLinger ? 200_000 : Gate.TurnTime());
        if (_turn is not null && _turnAt <= at)
            return;
        _turn?.Cancel();
        (_turn, _turnAt) = (Process.Schedule(at, Turn), at);
    }

    private void Turn()
    {
        _turn = null;
        Outbox.Turn();
        Gate.AfterTurn();
    }
}
