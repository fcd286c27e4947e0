using System.Diagnostics;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>Sends a given number of readings as fast as they are stored, and looks at all programs the while.</summary>
internal sealed class Flood(IngestRig rig)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Without one more reading stored, something is broken.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="readings">Of all gates together; rounded to whole batches of each.</param>
    public async Task<SteadyRate> RunAsync(long readings, int batchSize, CancellationToken cancellation)
    {
        var total = Prepare(readings, batchSize);
        var samples = await WatchAsync(rig.Counters.Stored, total, cancellation);
        return new SteadyRate(samples, total);
    }

    private long Prepare(long readings, int batchSize)
    {
        var batches = (int)Math.Max(1, readings / rig.Gates.Count / batchSize);
        foreach (var gate in rig.Gates)
        {
            gate.Begin(batchSize);
            for (var i = 0; i < batches; i++)
                gate.Add(gate.Source.Next(batchSize));
        }

        GC.Collect();
        return (long)batches * batchSize * rig.Gates.Count;
    }

    private async Task<List<FloodSample>> WatchAsync(long before, long total, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var samples = new List<FloodSample> { Look(started, before) };
        var progress = started;
        foreach (var gate in rig.Gates)
            gate.Send();
        while (samples[^1].Stored < total)
        {
            await Task.Delay(LookInterval, cancellation);
            samples.Add(Look(started, before));
            rig.ThrowIfFailed();
            if (samples[^1].Stored > samples[^2].Stored)
                progress = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(progress) > Patience)
                throw new TimeoutException($"nothing more was stored for {Patience.TotalSeconds} s, at {samples[^1].Stored} of {total}");
        }

        return samples;
    }

    private FloodSample Look(long started, long before)
    {
        foreach (var gate in rig.Gates)
            gate.Look(Environment.TickCount64);
        return new FloodSample(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            rig.Counters.Stored - before,
            IngestRig.CpuOf(rig.Cloud),
            IngestRig.CpuOf(rig.Broker),
            IngestRig.CpuOf(rig.Database),
            Process.GetCurrentProcess().TotalProcessorTime);
    }
}
