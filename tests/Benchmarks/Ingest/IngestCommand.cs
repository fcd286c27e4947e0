using System.CommandLine;
using Checkpoint.Benchmarks.Reporting;

namespace Checkpoint.Benchmarks.Ingest;

internal static class IngestCommand
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var command = new Command(
            "ingest", "floods the cloud through Mosquitto into InfluxDB: speed, CPU, memory, and how soon a reading can be found");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, Duration), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var report = new Report("ingest");
        using var folder = new BenchFolder();
        await using var rig = await IngestRig.StartAsync(folder.Path, cancellation);
        await new IngestBench(rig, options, text => Console.Error.WriteLine($"checkpoint-bench: {text}")).RunAsync(report, cancellation);
        options.Publish(report);
        return 0;
    }
}
