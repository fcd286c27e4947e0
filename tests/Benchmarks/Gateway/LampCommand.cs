using System.CommandLine;
using System.Text.Json.Nodes;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Gateway;

/// <summary>
/// The real gateway under the most that one lane can do: how soon its lamp tells, what it costs, and what it holds over time.
/// </summary>
internal static class LampCommand
{
    private static readonly TimeSpan HurriedWarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HurriedTime = TimeSpan.FromSeconds(5);

    /// <summary>Then the sensor's drift is known, and most of what runs often is compiled for good: that costs more than sampling.</summary>
    private static readonly TimeSpan SteadyWarmUp = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var command = new Command(
            "lamp", "how soon the lamp tells, the CPU share at 10 Hz without a pause, and memory over time (--for 1h --rounds 1)");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, Duration), cancellation));
        return command;
    }

    /// <summary>A fiftieth of the time between samples, so that hundreds of lamps come on within seconds.</summary>
    private static JsonObject Hurried() => new()
    {
        ["sampleInterval"] = "2ms",
        ["retryDelay"] = "20ms",
        ["leastDriftSpan"] = "500ms",
        ["mostDriftCPerMinute"] = 100, // one step of the sensor's last digit, over so short a span
    };

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        using var folder = new BenchFolder();
        var siteOptions = new SiteOptions { Folder = folder.Sub("site"), Gates = SiteGate.Mixed(1) };
        await using var site = await Site.StartAsync(siteOptions, cancellation);
        var (hurried, steady) = (new List<QueueRound>(), new List<QueueRound>());
        for (var round = 1; round <= options.Rounds; round++)
        {
            var meter = new QueueMeter(site, siteOptions.Gates[0], folder.Sub($"round-{round}"));
            hurried.Add(await meter.MeasureAsync("hurried", Hurried(), HurriedWarmUp, HurriedTime, cancellation));
            steady.Add(await meter.MeasureAsync("steady", [], SteadyWarmUp, options.Duration, cancellation));
        }

        var report = new Report("lamp");
        LampReport.AddLatency(report, hurried, steady, folder.Path);
        LampReport.AddCpu(report, steady, options.Duration);
        LampReport.AddMemory(report, steady);
        options.Publish(report);
        return 0;
    }
}
