using Checkpoint.Benchmarks.Reporting;
using Checkpoint.Contract;
using Checkpoint.DeviceSim.Fleet;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Gateway.Time;
using Checkpoint.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checkpoint.Benchmarks.Wire;

/// <summary>
/// A live reading on the real path: the gateway's uplink, Mosquitto with its access rules, the cloud with its embedded
/// store. The reading is done when the cloud has said that the database has it.
/// </summary>
internal static class RealPath
{
    private const double BytesGoal = 250;

    private static readonly SiteGate Gate = new(GateId.Parse("east-gate-01"), GateKind.Pedestrian);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task MeasureAsync(Report report, string folder, int readings, int rounds, CancellationToken cancellation)
    {
        var options = new SiteOptions { Folder = folder, Gates = [Gate] };
        await using var site = await Site.StartAsync(options, cancellation);
        var traffic = new List<LiveTraffic>();
        for (var round = 0; round < rounds; round++)
            traffic.Add(await MeasureAsync(site, readings, cancellation));
        Write(report, traffic);
    }

    private static async Task<LiveTraffic> MeasureAsync(Site site, int readings, CancellationToken cancellation)
    {
        using var connector = new LibMosquittoConnector();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var gate = NewGate(site, connector);
        var uplink = Task.CompletedTask;
        var records = new PlausibleRecords(1);
        try
        {
            return await new LiveMeter(site.Broker.Port, Gate.Id.Value, readings).MeasureAsync(
                () =>
                {
                    uplink = gate.Uplink.RunAsync(stop.Token);
                    return WaitAsync(() => gate.Uplink.Counters.IsConnected, cancellation);
                },
                () =>
                {
                    gate.Outbox.TryAppend(seq => records.NextScreening(seq, RecordTime.At(DateTimeOffset.UtcNow, TimeSpan.FromMilliseconds(3))));
                    return WaitAsync(() => gate.Outbox.Pending == 0, cancellation);
                },
                cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await uplink;
        }
    }

    private static LightGate NewGate(Site site, IMqttConnector connector)
    {
        var plan = new FleetOptions { Host = "127.0.0.1", Port = site.Broker.Port, RatePerSecond = 1, Duration = TimeSpan.Zero };
        var credentials = new GateCredentials(Gate.Id, File.ReadAllText(site.PasswordFileOf(Gate.Id)).TrimEnd());
        return new LightGate(
            credentials, plan, seed: 1, connector, new LinuxBoardClock(), TimeProvider.System, NullLogger.Instance);
    }

    private static async Task WaitAsync(Func<bool> isSo, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        while (!isSo())
            await Task.Delay(2, deadline.Token);
    }

    private static void Write(Report report, List<LiveTraffic> traffic)
    {
        var section = report.Section("wire: one live reading alone, IP both ways, ack included (the gateway's uplink, Mosquitto, the cloud)")
            .Add("all packets", "bytes/reading", traffic.Select(found => found.Bytes), Goal.AtMost(BytesGoal))
            .Add("without TCP timestamps", "bytes/reading", traffic.Select(found => found.BytesWithoutTimestamps), Goal.AtMost(BytesGoal))
            .Add("packets", "/reading", traffic.Select(found => found.Packets));
        foreach (var kind in traffic.SelectMany(found => found.BytesByKind.Keys).Distinct().Order())
            section.Add($"  {kind}", "bytes/reading", traffic.Select(found => found.BytesByKind.GetValueOrDefault(kind)));
        section.Note("readings 250 ms apart; every packet of the gate's connection counted, by IP total length");
        section.Note("TCP timestamps are 12 bytes a packet; a gate is rid of them by net.ipv4.tcp_timestamps = 0");
    }
}
