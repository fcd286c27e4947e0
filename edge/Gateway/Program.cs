using Checkpoint.Gateway.Health;
using Checkpoint.Gateway.Host;
using Checkpoint.Gateway.Live;
using Checkpoint.Gateway.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Checkpoint.Gateway;

/// <summary>checkpoint-gateway: one gate.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => GatewayCommands.RunAsync(args);

    /// <summary>
    /// The stages, in the order in which a record meets them. They start in this order and stop in the reverse one.
    /// </summary>
    internal static IEnumerable<IHostedService> Stages(GatewayParts parts)
    {
        var lane = new GateWorker(
            parts.Options.Screening,
            parts.Options.Lines,
            parts.LaneSensors,
            parts.Gpio,
            parts.Sink,
            parts.BoardClock,
            parts.Loggers.CreateLogger<GateWorker>(),
            parts.Live,
            () => parts.Outbox.IsOverfull);

        // Maintenance: whether what the lane makes is to be counted is known before it makes anything.
        parts.Maintenance.Switched += lane.SetMaintenance;
        yield return new MaintenanceWorker(parts.Maintenance, parts.TimeProvider);

        // The outbox is open by now: the first record says that the gate has started, the last that it has stopped.
        yield return new LifeRecorder(
            parts.MarkedSink,
            parts.BoardClock,
            GatewayParts.Version,
            () => parts.Standing.Look().Description,
            parts.Loggers.CreateLogger<LifeRecorder>());

        // Sensors → Screening → Outbox: samples and beams become records, durable before their lamp lights.
        yield return lane;

        // Live: the lane shown to whoever watches it.
        yield return new LiveServer(parts.Live, parts.Options.Outbox.Folder, parts.Loggers.CreateLogger<LiveServer>());

        // What is on the buses, for the log.
        yield return new BusReporter(parts.Buses, parts.Options.Sensor, parts.Loggers.CreateLogger<BusReporter>());

        // Time: the kernel's word on it, beside what each welcome tells. No record leaves without its time.
        var doubt = new KernelDoubtLog(parts.Time, parts.Loggers.CreateLogger("Checkpoint.Gateway.time"));
        yield return Every(TimeSpan.FromSeconds(15), "time", parts, _ =>
        {
            parts.Time.AskKernel();
            doubt.Look();
            return Task.CompletedTask;
        });

        // Summaries: each record is counted as it gets its time; here hours and days are closed.
        yield return Every(TimeSpan.FromMinutes(1), "summaries", parts, parts.Summaries.TickAsync);

        // Health: how the gate itself is.
        yield return Every(TimeSpan.FromMinutes(1), "health", parts, cancellation =>
        {
            if (parts.Outbox.IsOverfull)
                parts.Loggers.CreateLogger("Checkpoint.Gateway.Health").LogCritical("The outbox is full: fevers and alarms are being lost");
            return parts.Health.ReportAsync(cancellation);
        });

        // Uplink: outbox → MQTT, acks → outbox. Stops after all others, when it has sent what they made last.
        yield return new UplinkWorker(parts.Uplink, parts.Outbox, parts.Options.Uplink.DrainTimeout, parts.TimeProvider);

        // Last, since it says that all is ready.
        yield return new SystemdWorker(
            new SystemdNotifier(Environment.GetEnvironmentVariable), parts.Heartbeat, parts.TimeProvider);
    }

    private static PeriodicWorker Every(TimeSpan period, string name, GatewayParts parts, Func<CancellationToken, Task> work) =>
        new(name, period, parts.TimeProvider, work, parts.Loggers.CreateLogger($"Checkpoint.Gateway.{name}"));
}
