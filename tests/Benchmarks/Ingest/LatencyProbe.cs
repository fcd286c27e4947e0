using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Checkpoint.CloudIngest.Store;
using Checkpoint.Contract.Records;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>How long it takes from a decision at a gate until a query finds its record in the database.</summary>
internal sealed class LatencyProbe(IngestRig rig)
{
    private const int ReadingsPerSecond = 200;

    /// <summary>Asking for every one would be a load of its own; of single readings every eighth is asked for.</summary>
    private const int ProbesPerSecond = 25;

    /// <summary>Between two questions for the same record: the resolution of what is measured.</summary>
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<double> _milliseconds = [];

    /// <returns>Milliseconds, one for each record asked for.</returns>
    public async Task<IReadOnlyCollection<double>> RunAsync(int batchSize, TimeSpan duration, CancellationToken cancellation)
    {
        foreach (var gate in rig.Gates)
            gate.Begin(batchSize);
        var before = rig.Counters.Stored;
        var batchesPerSecond = (double)ReadingsPerSecond / batchSize;
        var batches = Math.Max(1, (int)(duration.TotalSeconds * batchesPerSecond));
        var probeEvery = Math.Max(1, (int)(batchesPerSecond / ProbesPerSecond));
        var probes = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < batches; batch++)
        {
            var wait = TimeSpan.FromSeconds(batch / batchesPerSecond) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancellation);
            var probe = SendOne(rig.Gates[batch % rig.Gates.Count], batchSize, batch % probeEvery == 0, cancellation);
            if (probe is not null)
                probes.Add(probe);
        }

        await Task.WhenAll(probes);
        await rig.WaitForStoredAsync(before + (long)batches * batchSize, cancellation);
        return _milliseconds;
    }

    private Task? SendOne(FloodGate gate, int batchSize, bool probed, CancellationToken cancellation)
    {
        var decided = Stopwatch.GetTimestamp();
        var records = gate.Source.Now(batchSize);
        gate.Add(records);
        gate.Send();
        return probed ? FindAsync(gate.Source, records[^1], decided, cancellation) : null;
    }

    private async Task FindAsync(LoadGate gate, Screening record, long decided, CancellationToken cancellation)
    {
        var question = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT \"seq\" FROM \"screening\" WHERE \"gate\" = '{gate.Id}' AND \"stream\" = '{gate.Stream}' AND time = {StorageTime.Of(record)}");
        var uri = new Uri(rig.QueryUri + "&q=" + Uri.EscapeDataString(question));
        while (Stopwatch.GetElapsedTime(decided) < Patience)
        {
            var answer = await rig.Http.GetStringAsync(uri, cancellation);
            if (answer.Contains("\"values\"", StringComparison.Ordinal))
            {
                _milliseconds.Add(Stopwatch.GetElapsedTime(decided).TotalMilliseconds);
                return;
            }

            await Task.Delay(AskInterval, cancellation);
        }

        throw new TimeoutException($"seq {record.Seq} of {gate.Id} was not in the database after {Patience.TotalSeconds} s");
    }
}
