using System.CommandLine;
using Checkpoint.Benchmarks.Reporting;

namespace Checkpoint.Benchmarks.Wire;

internal static class WireCommand
{
    private const int ReadingsPerSecond = 4;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var command = new Command("wire", "bytes per reading: in a full batch, and as IP traffic both ways for one alone");
        BenchOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(BenchOptions.From(parsed, Duration), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var report = new Report("wire");
        FullBatch.Measure(report);
        using var folder = new BenchFolder();
        try
        {
            var readings = Math.Max(1, (int)(options.Duration.TotalSeconds * ReadingsPerSecond));
            await RealPath.MeasureAsync(report, folder.Sub("site"), readings, options.Rounds, cancellation);
            await VariantLadder.MeasureAsync(report, folder.Sub("broker"), readings, options.Rounds, cancellation);
        }
        catch (UnauthorizedAccessException e)
        {
            Console.Error.WriteLine($"checkpoint-bench: {e.Message}");
            return 77; // EX_NOPERM, sysexits.h
        }

        options.Publish(report);
        return 0;
    }
}
