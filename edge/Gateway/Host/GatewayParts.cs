using System.Reflection;
using Checkpoint.Gateway.Calibrations;
using Checkpoint.Gateway.Configuration;
using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Live;
using Checkpoint.Gateway.Maintenance;
using Checkpoint.Gateway.Outbox;
using Checkpoint.Gateway.Sensors;
using Checkpoint.Gateway.Summaries;
using Checkpoint.Gateway.Time;
using Checkpoint.Gateway.Uplink;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway.Host;

/// <summary>A gateway's parts, put together and not yet running. Disposing it closes the outbox.</summary>
public sealed class GatewayParts : IDisposable
{
    /// <summary>The lane is taken for dead after so many missed readings of the sensor's temperature, or this time.</summary>
    private const int MissedReadings = 3;

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(30);

    private readonly GatewayHardware _hardware;

    /// <exception cref="IOException">The outbox can't be opened.</exception>
    public GatewayParts(GatewayOptions options, GatewayHardware hardware, TimeProvider time, ILoggerFactory loggers)
    {
        _hardware = hardware;
        (Options, TimeProvider, Loggers) = (options, time, loggers);
        Outbox = Gateway.Outbox.Outbox.Open(options.Outbox, hardware.Board, options.Zone, hardware.BoardClock);
        Sink = hardware.Tap(Outbox);
        Maintenance = new MaintenanceWatch(options.Outbox.Folder, loggers.CreateLogger<MaintenanceWatch>());
        MarkedSink = new MarkedSink(Sink, Maintenance);
        Time = new TimeKeeper(hardware.BoardClock, hardware.WallClock, Outbox);
        Sensor = new Mlx90614(hardware.Bus, options.Sensor);
        var air = new AirSensors(hardware.AirBus ?? hardware.Bus, options.Air, Thread.Sleep);
        Standing = new StandingKeeper(
            Sensor, options.Sensor, options.Screening, options.Outbox.Folder, Time, loggers.CreateLogger<StandingKeeper>());
        var pause = options.Screening.AmbientInterval * MissedReadings;
        Live = new LiveTap(options.Screening);
        Heartbeat = new SensorHeartbeat(Sensor.Counters, time, pause > LeastPause ? pause : LeastPause);
        LaneSensors = new LaneSensors
        {
            Thermometer = Sensor,
            Standing = Standing.Look,
            UsualBodyLearned = Standing.KeepUsualBody,
            DoubtChanged = isDoubtful => Heartbeat.IsDoubtful = isDoubtful,
            Air = options.Air.HasAny ? air.Read : null,
            AirInterval = options.Air.Interval,
        };
        Summaries = new SummaryKeeper(Outbox, Maintenance.Outside(Heartbeat), hardware.BoardClock);
        Health = new HealthReporter(
            MarkedSink, Outbox, Sensor.Counters, Time, hardware.BoardClock, new BoardReadings(), options.Outbox.Folder, Version);
        Uplink = new Uplink.Uplink(
            new UplinkIdentity(options.Gate, Version, hardware.Board),
            options.Uplink,
            options.Broker.ForConnection,
            hardware.Connector,
            Outbox,
            hardware.BoardClock,
            Time,
            time,
            new Random(),
            loggers.CreateLogger<Uplink.Uplink>());
    }

    /// <summary>Of this program, as it tells others.</summary>
    public static string Version { get; } =
        typeof(GatewayParts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public GatewayOptions Options { get; }

    public TimeProvider TimeProvider { get; }

    public ILoggerFactory Loggers { get; }

    public IBoardClock BoardClock => _hardware.BoardClock;

    public IGpio Gpio => _hardware.Gpio;

    public IReadOnlyList<(string Path, ISmBus Bus)> Buses => _hardware.AirBus is { } air
        ? [(Options.Sensor.BusPath, _hardware.Bus), (Options.Air.BusPath!, air)]
        : [(Options.Sensor.BusPath, _hardware.Bus)];

    public Mlx90614 Sensor { get; }

    public StandingKeeper Standing { get; }

    public LaneSensors LaneSensors { get; }

    public TimeKeeper Time { get; }

    public Outbox.Outbox Outbox { get; }

    /// <summary>The outbox as the stages before it see it.</summary>
    public IRecordSink Sink { get; }

    /// <summary>As <see cref="Sink"/>, for those whose records know nothing of maintenance.</summary>
    public IRecordSink MarkedSink { get; }

    public MaintenanceWatch Maintenance { get; }

    /// <summary>What happens in the lane, for those who watch it.</summary>
    internal LiveTap Live { get; }

    public SummaryKeeper Summaries { get; }

    public HealthReporter Health { get; }

    public SensorHeartbeat Heartbeat { get; }

    public Uplink.Uplink Uplink { get; }

    public void Dispose() => Outbox.Dispose();
}
