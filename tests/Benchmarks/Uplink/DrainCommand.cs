using System.CommandLine;
using System.Diagnostics;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Uplink;

/// <summary>How fast a gate's backlog drains: outbox on disk, uplink, Mosquitto, cloud and database on loopback, all durable.</summary>
internal static class DrainCommand
{
    private const int Backlog = 200_000;

    private const double RateGoal = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Command Create()
    {
        var command = new Command("drain", "how fast a gate's backlog reaches the database when the link is fast");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, TimeSpan.FromSeconds(1)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var report = new Report("drain");
        foreach (var store in new[] { SiteStore.Influx, SiteStore.Sqlite })
            await MeasureAsync(report, store, options.Rounds, cancellation);
        options.Publish(report);
        return 0;
    }

    private static async Task MeasureAsync(Report report, SiteStore store, int rounds, CancellationToken cancellation)
    {
        using var folder = new BenchFolder();
        var siteOptions = new SiteOptions { Folder = folder.Path, Store = store, Gates = SiteGate.Mixed(rounds + 1) };
        await using var site = await Site.StartAsync(siteOptions, cancellation);
        var measured = new List<(double Rate, double GateCpu)>();
        foreach (var gate in siteOptions.Gates)
            measured.Add(await DrainAsync(site, gate, Path.Combine(folder.Path, gate.Id.Value), cancellation));
        report.Section($"drain: a backlog of {Backlog:#,0} screenings into {store}, on loopback")
            .Add("records made known to the gate as stored", "/s", measured.Skip(1).Select(round => round.Rate), Goal.AtLeast(RateGoal))
            .Add("CPU of the gate", "s/million", measured.Skip(1).Select(round => round.GateCpu))
            .Note("from the start of the uplink, connecting included; one round more was run before, to warm up")
            .Note($"{Environment.ProcessorCount} cores, shared by gate, broker, cloud and database");
    }

    private static async Task<(double Rate, double GateCpu)> DrainAsync(
        Site site, SiteGate siteGate, string folder, CancellationToken cancellation)
    {
        using var gate = new BacklogGate(folder);
        await gate.FillAsync(Backlog);
        using var connector = new LibMosquittoConnector();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var uplink = gate.NewUplink(site, siteGate, site.Broker.Port, connector);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var began = Stopwatch.GetTimestamp();
        var running = uplink.RunAsync(stop.Token);
        while (uplink.Counters.RecordsStored < Backlog)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"{uplink.Counters.RecordsStored} of {Backlog} records stored within {Patience.TotalSeconds} s");
            await Task.Delay(5, cancellation);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        await stop.CancelAsync();
        await running;
        Console.Error.WriteLine(
            $"checkpoint-bench: {Backlog / seconds:#,0}/s; {uplink.Counters.BatchesSent} batches, {uplink.Counters.WaitsAsked} waits, {uplink.Counters.AckTimeouts} timeouts");
        return (Backlog / seconds, used / (Backlog / 1e6));
    }
}
