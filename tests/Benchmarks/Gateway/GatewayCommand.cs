using System.CommandLine;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.DeviceSim.Scenarios;
using Checkpoint.Gateway.Time;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>The real gateway on simulated chips, in a process of its own, against a real broker and cloud.</summary>
internal static class GatewayCommand
{
    private const double ResidentGoalMb = 60;
    private const double FirstSampleGoalMs = 500;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var command = new Command("gateway", "the gateway's memory under traffic, and how soon after its start it samples");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, Duration), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        using var folder = new BenchFolder();
        var siteOptions = new SiteOptions { Folder = folder.Path, Gates = SiteGate.Mixed(1) };
        await using var site = await Site.StartAsync(siteOptions, cancellation);
        var rounds = new List<GatewayRound>();
        for (var round = 1; round <= options.Rounds; round++)
            rounds.Add(await MeasureAsync(site, siteOptions, round, options.Duration, cancellation));
        var report = new Report("gateway");
        report.Section($"gateway: the real one on simulated chips, {options.Duration.TotalSeconds:0} s of busy traffic each round")
            .Add("resident memory", "MB", rounds.Select(round => round.ResidentMb), Goal.AtMost(ResidentGoalMb))
            .Add("its peak", "MB", rounds.Select(round => round.PeakMb))
            .Add("from process start to first sample", "ms", rounds.Select(round => round.FirstSampleMs), Goal.AtMost(FirstSampleGoalMs))
            .Add("CPU", "% of a core", rounds.Select(round => round.CpuShare * 100))
            .Add("threads", "", rounds.Select(round => (double)round.Threads))
            .Note("chips, people and the log of the truth run in the same process and are counted with it");
        options.Publish(report);
        return 0;
    }

    private static async Task<GatewayRound> MeasureAsync(
        Site site, SiteOptions siteOptions, int round, TimeSpan duration, CancellationToken cancellation)
    {
        await using var gates = new SimulatedGates(site, siteOptions, seed: round, "busy");
        var gate = gates.All[0];
        var started = new LinuxBoardClock().Now.BoottimeMicroseconds;
        gates.Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        while (FirstSample(gate) is not { } sampled || sampled < started)
        {
            gates.ThrowIfOneEnded();
            await Task.Delay(20, deadline.Token);
        }

        await Task.Delay(duration, cancellation);
        var usage = gate.ReadUsage() ?? throw new InvalidOperationException($"{gate.Id} has ended; see {gate.LogFile}");
        var result = new GatewayRound(
            usage.ResidentBytes / 1e6, usage.PeakResidentBytes / 1e6, (FirstSample(gate)!.Value - started) / 1000.0,
            usage.CpuTime.TotalSeconds / duration.TotalSeconds, usage.Threads);
        await gates.StopAsync();
        return result;
    }

    private static long? FirstSample(GateProgram gate) => gate.State?.FirstSampleBoottimeMicroseconds;
}
