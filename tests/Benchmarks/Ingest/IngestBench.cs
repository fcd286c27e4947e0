using System.Diagnostics;
using Checkpoint.Benchmarks.Reporting;
using Checkpoint.DeviceSim.Scenarios;

namespace Checkpoint.Benchmarks.Ingest;

/// <summary>All rounds of the ingest benchmark, and its report.</summary>
internal sealed class IngestBench(IngestRig rig, BenchOptions options, Action<string> say)
{
    private static readonly int[] BatchSizes = [1, 50, 500];

    /// <summary>Compiled code is as fast as it gets only after some 30 calls and a background pass: a flood of its own.</summary>
    private static readonly Dictionary<int, long> WarmUpReadings = new() { [1] = 60_000, [50] = 300_000, [500] = 500_000 };

    private const long RawLines = 300_000;

    /// <summary>Of the measured part of a flood, and one quarter more for its start and end.</summary>
    private const double Margin = 1.33;

    private const long MaxReadings = 4_000_000;

    private readonly Dictionary<int, List<IngestRound>> _rounds = BatchSizes.ToDictionary(size => size, _ => new List<IngestRound>());

    private readonly List<RawRound> _raw = [];

    public async Task RunAsync(Report report, CancellationToken cancellation)
    {
        var rates = await WarmUpAsync(cancellation);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var size in BatchSizes)
            {
                say($"round {round} of {options.Rounds}: {size} a batch");
                _rounds[size].Add(await RoundAsync(size, rates[size], cancellation));
            }
        }

        say("counting every reading in the database");
        var total = await rig.RequireExactlyOnceAsync(cancellation);
        Write(report, total);
    }

    private async Task<Dictionary<int, double>> WarmUpAsync(CancellationToken cancellation)
    {
        var rates = new Dictionary<int, double>();
        foreach (var size in BatchSizes)
        {
            say($"warming up: {size} a batch");
            var rate = await new Flood(rig).RunAsync(WarmUpReadings[size], size, cancellation);
            rates.Add(size, rate.ReadingsPerSecond);
        }

        await new LatencyProbe(rig).RunAsync(1, TimeSpan.FromSeconds(2), cancellation);
        return rates;
    }

    private async Task<IngestRound> RoundAsync(int size, double expectedRate, CancellationToken cancellation)
    {
        var readings = (long)Math.Min(MaxReadings, expectedRate * options.Duration.TotalSeconds * Margin);
        using var raw = rig.NewRawWriter();
        using var rawAfter = rig.NewRawWriter();
        rig.FillRaw(raw, RawLines);
        rig.FillRaw(rawAfter, RawLines);
        var before = await MeasureRawAsync(raw, cancellation);
        ProcessMemory.ResetPeak(rig.Cloud);
        var flood = await new Flood(rig).RunAsync(readings, size, cancellation);
        var peak = ProcessUsage.Read(rig.Cloud)!.Value.PeakResidentBytes;
        var after = await MeasureRawAsync(rawAfter, cancellation);
        var latencies = await new LatencyProbe(rig).RunAsync(size, options.Duration, cancellation);
        _raw.AddRange([before, after]);
        return new IngestRound(flood, peak, (before.LinesPerSecond + after.LinesPerSecond) / 2, latencies);
    }

    private async Task<RawRound> MeasureRawAsync(RawWriter raw, CancellationToken cancellation)
    {
        var database = IngestRig.CpuOf(rig.Database);
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var seconds = await raw.WriteAllAsync(cancellation);
        var millions = raw.Lines / 1_000_000.0;
        return new RawRound(
            raw.Lines / seconds,
            (IngestRig.CpuOf(rig.Database) - database).TotalSeconds / millions,
            (Process.GetCurrentProcess().TotalProcessorTime - own).TotalSeconds / millions);
    }

    private void Write(Report report, long total)
    {
        foreach (var size in BatchSizes)
            WriteSize(report, size, _rounds[size]);
        report.Section("ingest: InfluxDB alone, the same kind of lines by plain HTTP, 5,000 a request, two connections (before and after each flood)")
            .Add("lines", "/s", _raw.Select(raw => raw.LinesPerSecond))
            .Add("CPU of InfluxDB", "s/million", _raw.Select(raw => raw.DatabaseCpu))
            .Add("CPU of the sender", "s/million", _raw.Select(raw => raw.SenderCpu))
            .Note($"at the end every one of {total:#,0} readings was in the database, exactly once")
            .Note($"batches sent again: {rig.Counters.Resent}; times the cloud was busy: {rig.Counters.Busy}")
            .Note($"steady state only: programs warmed up by a flood of each kind, and of each flood the first 15 % and the last 10 % left out")
            .Note($"{Environment.ProcessorCount} cores, shared by flooder, broker, cloud and database");
    }

    private static void WriteSize(Report report, int size, List<IngestRound> rounds)
    {
        var single = size == 1;
        var section = report.Section($"ingest: {size} {(single ? "reading" : "readings")} a batch")
            .Add("readings stored and acked", "/s", rounds.Select(round => round.Flood.ReadingsPerSecond), single ? Goal.AtLeast(30_000) : null)
            .Add("share of the raw write speed", "%", rounds.Select(round => round.Flood.ReadingsPerSecond / round.RawLinesPerSecond * 100), single ? null : Goal.AtLeast(70))
            .Add("CPU of the cloud", "s/million", rounds.Select(round => round.Flood.CloudCpu), Goal.AtMost(single ? 20 : 1))
            .Add("CPU of the broker", "s/million", rounds.Select(round => round.Flood.BrokerCpu))
            .Add("CPU of InfluxDB", "s/million", rounds.Select(round => round.Flood.DatabaseCpu))
            .Add("CPU of the flooder", "s/million", rounds.Select(round => round.Flood.FlooderCpu))
            .Add("peak memory of the cloud", "MB", rounds.Select(round => round.PeakBytes / 1e6), Goal.AtMost(200))
            .Add("p50 from decision to queryable", "ms", rounds.Select(round => Statistics.Quantile(round.Latencies, 0.5)))
            .Add("p99 from decision to queryable", "ms", rounds.Select(round => Statistics.Quantile(round.Latencies, 0.99)), Goal.AtMost(400));
        section.Note($"latencies at 200 readings/s, {rounds.Sum(round => round.Latencies.Count)} records asked for every 10 ms until found");
    }
}
