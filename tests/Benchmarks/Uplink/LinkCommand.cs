using System.CommandLine;
using System.Diagnostics;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.DeviceSim.Faults.Link;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Mqtt;

namespace Checkpoint.Benchmarks.Uplink;

/// <summary>How soon fevers made now are stored over a slow and distant link, while a long backlog drains over it.</summary>
internal static class LinkCommand
{
    private const int Backlog = 100_000;

    private const double MostMillisecondsGoal = 2_000;

    private static readonly LinkConditions Slow = new() { BytesPerSecond = 256_000 / 8, Delay = TimeSpan.FromMilliseconds(150) };

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var command = new Command("link", "how soon a fever is stored over 256 kbit/s and 300 ms round trip, with a backlog waiting");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, Duration), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        using var folder = new BenchFolder();
        var siteOptions = new SiteOptions { Folder = folder.Path, Gates = SiteGate.Mixed(options.Rounds) };
        await using var site = await Site.StartAsync(siteOptions, cancellation);
        var rounds = new List<LinkRound>();
        foreach (var gate in siteOptions.Gates)
            rounds.Add(await MeasureAsync(site, gate, Path.Combine(folder.Path, gate.Id.Value), options.Duration, cancellation));
        var report = new Report("link");
        report.Section($"link: 256 kbit/s, 300 ms round trip, a backlog of {Backlog:#,0} screenings, a screening a second and every third a fever")
            .Add("p50 of fevers, from made to ack", "ms", rounds.Select(round => Statistics.Quantile(round.Fevers, 0.5)))
            .Add("most of fevers, from made to ack", "ms", rounds.Select(round => round.Fevers.Max()), Goal.AtMost(MostMillisecondsGoal))
            .Add("share of the link that the gate used", "%", rounds.Select(round => round.Share * 100))
            .Add("records stored", "/s", rounds.Select(round => round.RecordsPerSecond))
            .Note("the way back of the ack is in it, 150 ms at least; the first fever is made as soon as the gate is welcomed")
            .Note($"fevers: {rounds.Sum(round => round.Fevers.Count)}; the backlog outlasted each round");
        options.Publish(report);
        return 0;
    }

    private static async Task<LinkRound> MeasureAsync(
        Site site, SiteGate siteGate, string folder, TimeSpan duration, CancellationToken cancellation)
    {
        using var gate = new BacklogGate(folder);
        await gate.FillAsync(Backlog);
        await using var link = LinkProxy.Start(site.Broker.Port, Slow);
        using var connector = new LibMosquittoConnector();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var uplink = gate.NewUplink(site, siteGate, link.Port, connector);
        var running = uplink.RunAsync(stop.Token);
        await UntilAsync(() => uplink.Counters.IsConnected, "welcomed", cancellation);
        var (began, bytes) = (Stopwatch.GetTimestamp(), link.BytesUp);
        for (var second = 0; Stopwatch.GetElapsedTime(began) < duration; second++)
        {
            await gate.MakeAsync(fever: second % 3 == 0);
            await Task.Delay(TimeSpan.FromMilliseconds(1000), cancellation);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var share = (link.BytesUp - bytes) / seconds / Slow.BytesPerSecond!.Value;
        var rate = uplink.Counters.RecordsStored / seconds;
        if (uplink.Counters.RecordsStored >= Backlog)
            throw new InvalidOperationException("the backlog was gone before the round was over: shorten it by --for");
        await UntilAsync(() => gate.Unanswered == 0, "all fevers stored", cancellation);
        await stop.CancelAsync();
        await running;
        return new LinkRound([.. gate.Latencies], share, rate);
    }

    private static async Task UntilAsync(Func<bool> state, string what, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (!state())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"not within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(10, cancellation);
        }
    }

    private sealed record LinkRound(IReadOnlyCollection<double> Fevers, double Share, double RecordsPerSecond);
}
